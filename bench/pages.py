"""The page of benchmarks: a run that measures one thing replaces its own part and no other."""

import re

from bench.stores import ROOT

PAGE = ROOT / "docs" / "generated" / "benchmarks.md"
OWN = ("Reports while mail comes in",)  # parts that `make bench` leaves as they are


def write_part(title: str, text: str) -> None:
    """Write the part of that title, at the end of the page or where it was."""
    page = PAGE.read_text(encoding="utf-8").rstrip()
    before = _part(title).sub("", page).rstrip()
    PAGE.write_text(f"{before}\n\n## {title}\n\n{text}\n", encoding="utf-8")


def own_parts() -> str:
    """The parts that other commands than `make bench` have written, as they stand."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = (_part(title).search(page) for title in OWN)
    return "\n\n".join(each[0].strip() for each in found if each)


def _part(title: str) -> "re.Pattern[str]":
    return re.compile(rf"^## {re.escape(title)}$.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
