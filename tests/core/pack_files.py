"""The packs that the tests of the rules read."""

from pathlib import Path

from tocsin.core.pack_reading import load

ROOT = Path(__file__).parents[2]
SHIPPED = {
    path.stem: path
    for path in sorted((ROOT / "src" / "tocsin" / "policies" / "packs").glob("*.toml"))
}
OTHERS = {path.stem: path for path in sorted((ROOT / "tests" / "packs").glob("*.toml"))}

SMALL = """\
[pack]
key = "small"
name = "A small pack"
nation = "wales"
"""


def pack(name):
    path = {**SHIPPED, **OTHERS}[name]
    return load(path.read_text(encoding="utf-8"), name=path.name)


def small(more=""):
    return load(SMALL + more, name="small.toml")
