"""On which line of a pack something stands. The TOML reader of Python does not say."""

import re

HEADER = re.compile(r"\s*(\[\[|\[)\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")
LONG_TEXT = re.compile(r'"""|\'\'\'')
LAST_PART = re.compile(r"(\[\d+\]|\.?[^.\[\]]+)$")


class Lines:
    """Where each part of one TOML text stands. Items of a list count from 1: `levels[2].label`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._table = ""
        is_inside = False  # a text that runs over several lines may look like anything
        for number, line in enumerate(text.splitlines(), start=1):
            if not is_inside:
                self._note(line, number)
            if len(LONG_TEXT.findall(line)) % 2:
                is_inside = not is_inside

    def of(self, key: str) -> int:
        """The line of `key`, or of the nearest thing around it; 1 for the whole."""
        while key and key not in self._lines:
            key = LAST_PART.sub("", key)
        return self._lines.get(key, 1)

    def _note(self, line: str, number: int) -> None:
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            is_list = header[1] == "[["
            self._table = self._place(header[2], is_list=is_list)
            self._lines[self._table] = number
        elif key:
            name = key[1].strip("\"'")
            self._lines.setdefault(f"{self._table}.{name}" if self._table else name, number)

    def _place(self, header: str, *, is_list: bool) -> str:
        place = ""
        parts = [part.strip().strip("\"'") for part in header.split(".")]
        for part in parts[:-1]:
            place = f"{place}.{part}" if place else part
            if place in self._counts:
                place = f"{place}[{self._counts[place]}]"
        place = f"{place}.{parts[-1]}" if place else parts[-1]
        if is_list:
            self._counts[place] = self._counts.get(place, 0) + 1
            place = f"{place}[{self._counts[place]}]"
        return place
