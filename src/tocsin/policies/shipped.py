"""The packs that come with Tocsin."""

from pathlib import Path

from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack

SHIPPED = Path(__file__).parent / "packs"


def shipped_packs() -> dict[str, Pack]:
    """The packs that come with Tocsin, by key."""
    return {
        path.stem: load(path.read_text(encoding="utf-8"), name=path.name)
        for path in sorted(SHIPPED.glob("*.toml"))
    }
