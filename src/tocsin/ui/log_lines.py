"""What must not stand in a log: the secret parts of private addresses."""

import logging
import re

SECRET = re.compile(r"/(calendar|join|setup)/[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Takes tokens out of addresses before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line, and let it pass."""
        said = record.getMessage()
        if cleaned := _cleaned(said):
            record.msg, record.args = cleaned, ()
        return True


def _cleaned(said: str) -> str:
    cleaned = SECRET.sub(r"/\1/…", said)
    return cleaned if cleaned != said else ""
