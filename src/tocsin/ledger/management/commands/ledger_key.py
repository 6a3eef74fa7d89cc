"""Print the public key that verifies this instance's signed checkpoints."""

from typing import Any

from django.core.management.base import BaseCommand

from tocsin.ledger.checkpoints import public_key


class Command(BaseCommand):
    """Prints one line. Keep it somewhere else: it shows that an export comes from here."""

    help = __doc__

    def handle(self, **_: Any) -> None:
        """Print the key."""
        self.stdout.write(public_key())
