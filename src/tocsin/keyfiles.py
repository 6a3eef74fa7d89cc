"""The instance's secrets: from the environment, or made once in the data folder."""

import base64
import os
import secrets
from pathlib import Path

SIZE = 32  # bytes in each secret


def secret(name: str, given: str, folder: Path) -> bytes:
    """Return the 32-byte secret `name`: `given` (base64) if not empty, else the file, made if new.

    The file is readable by its owner only. Two processes that start together agree on one file.
    Raises ValueError when the secret is not 32 bytes of base64.
    """
    text = given or _from_file(folder / f"{name}.key")
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as fault:
        raise ValueError(f"The secret {name} must be 32 bytes written as base64.") from fault
    if len(value) != SIZE:
        raise ValueError(f"The secret {name} must be 32 bytes written as base64.")
    return value


def _from_file(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(base64.b64encode(secrets.token_bytes(SIZE)).decode())
        try:
            os.link(draft, path)  # fails, atomically, when another process was first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
