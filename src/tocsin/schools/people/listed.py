"""Reading a list of people from a file, as schools' spreadsheets write it."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tocsin.core.roles import LABELS, Role

MOST_PEOPLE = 500
MOST_BYTES = 1024 * 1024
MOST_FAULTS = 20
COLUMNS = {"name": "name", "full name": "name", "email": "email", "e-mail": "email"} | {
    "email address": "email", "role": "roles", "roles": "roles",
}  # fmt: skip
ALSO = {
    "head": Role.HEAD, "headteacher": Role.HEAD, "siro": Role.HEAD, "dpo": Role.DPO,
    "deputy": Role.DEPUTY_DPO, "office": Role.OFFICE, "business manager": Role.BUSINESS_MANAGER,
    "sbm": Role.BUSINESS_MANAGER, "admin": Role.ADMINISTRATOR, "teacher": Role.STAFF,
}  # fmt: skip
GIVABLE = [role for role in Role if role is not Role.SYSTEM]
GIVEN: Mapping[str, Role] = (
    {role.value: role for role in GIVABLE}
    | {role.value.replace("_", " "): role for role in GIVABLE}
    | {LABELS[role].lower(): role for role in GIVABLE}
    | ALSO
)
SURROGATE = re.compile("[\ud800-\udfff]")  # half a sign: no database takes it
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FORMULA = ("=", "+", "-", "@", "\t")


class Unreadable(Exception):
    """The list cannot be used; each argument says what to put right."""


@dataclass(frozen=True)
class Row:
    """One person of a list."""

    name: str
    email: str
    roles: tuple[Role, ...]

    @property
    def role_words(self) -> str:
        return role_words(self.roles)


Listed = Sequence[Row]


def role_words(roles: Sequence[Role]) -> str:
    """Roles as people read them."""
    shown = [LABELS[role] for role in roles if role is not Role.STAFF]
    return ", ".join(shown) or LABELS[Role.STAFF]


def read_list(raw: bytes) -> Listed:
    """Read name, email and roles from a CSV file. Raises Unreadable with a sentence for each fault.

    Takes commas, semicolons or tabs, with or without a heading line, in UTF-8, UTF-16 or
    Windows-1252.
    """
    lines = list(_lines(_decoded(raw)))
    if lines and not any("@" in cell for cell in lines[0][1]):
        columns = _columns(lines.pop(0)[1])
    else:
        columns = {"name": 0, "email": 1, "roles": 2}
    if not lines:
        raise Unreadable("The file has no people in it. Put one on each line")
    if len(lines) > MOST_PEOPLE:
        raise Unreadable(f"The file has more than {MOST_PEOPLE} people. Split it")
    return _rows(lines, columns)


def packed(listed: Listed) -> str:
    """The list as text, to be carried by the page that asks whether it is right."""
    return json.dumps([[row.name, row.email, *row.roles] for row in listed])


def unpacked(text: str) -> Listed:
    """What `packed` made, checked as if it were a new file. Raises Unreadable."""
    try:
        cells = json.loads(text)
        lines = [
            (number, [name, email, ";".join(roles)])
            for number, (name, email, *roles) in enumerate(cells, start=1)
        ]
    except (ValueError, TypeError, RecursionError):
        raise Unreadable("Select the file again") from None
    if not lines or len(lines) > MOST_PEOPLE or not all(_is_text(line) for _, line in lines):
        raise Unreadable("Select the file again")
    return _rows(lines, {"name": 0, "email": 1, "roles": 2})


def _is_text(cells: Sequence[object]) -> bool:
    return all(isinstance(cell, str) and not SURROGATE.search(cell) for cell in cells)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", errors="replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable("Save the list as a CSV file. We could not read this one")
    return text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise Unreadable(f"Look at line {reader.line_num}: a quotation mark is missing") from None


def _columns(heading: list[str]) -> dict[str, int]:
    found = {COLUMNS[c.lower()]: n for n, c in enumerate(heading) if c.lower() in COLUMNS}
    if not {"name", "email"} <= set(found):
        raise Unreadable("Give the columns the headings name, email and roles")
    return found


def _rows(lines: Sequence[tuple[int, list[str]]], columns: Mapping[str, int]) -> Listed:
    rows, faults, seen = [], [], set()
    for number, cells in lines:
        given = {key: cells[n] if n < len(cells) else "" for key, n in columns.items()}
        email, fault = given["email"].lower(), _fault(given)
        if not fault and email in seen:
            fault = f"{email} is there twice"
        if fault:
            faults.append(f"Line {number}: {fault}")
            continue
        seen.add(email)
        name = given["name"].removeprefix("'")
        rows.append(Row(name, email, tuple(_roles(given.get("roles", "")))))
    if faults:
        more = len(faults) - MOST_FAULTS
        also = [f"{more} more lines have something to put right"] if more > 0 else []
        raise Unreadable(*faults[:MOST_FAULTS], *also)
    return rows


def _fault(given: Mapping[str, str]) -> str:
    email = given["email"]
    unknown = [word for word in _words(given.get("roles", "")) if word not in GIVEN]
    if fault := _fault_of_name(given["name"]):
        return fault
    try:
        validate_email(email)
    except ValidationError:
        return "enter an email address, like name@school.sch.uk"
    if len(email) > 254:  # noqa: PLR2004 - the longest we keep
        return "enter a shorter email address"
    return f"we do not know the role “{unknown[0][:60]}”" if unknown else ""


def _fault_of_name(name: str) -> str:
    if not name or len(name) > 150:  # noqa: PLR2004 - the longest we keep
        return "enter a name of 150 characters or fewer"
    if CONTROL.search(name):
        return "take the line breaks and hidden signs out of the name"
    if name.startswith(FORMULA):
        return f"take the “{name[0]}” off the start of the name"
    return ""


def _words(text: str) -> list[str]:
    return [word.strip().lower() for word in re.split(r"[;,+/|]", text) if word.strip()]


def _roles(text: str) -> list[Role]:
    return sorted({GIVEN[word] for word in _words(text) if word in GIVEN} - {Role.STAFF})
