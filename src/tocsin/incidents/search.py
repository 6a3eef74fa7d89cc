"""Finding incidents by their words: FTS5 on SQLite, tsvector on PostgreSQL, one small interface."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from tocsin.incidents.models import Incident, Original, Report, SearchWords

WORD = re.compile(r"\w+")
MOST_WORDS = 12
MOST_LISTED = 100  # a reader with more matches than this needs another word, not another page
MOST_SEARCHED = 20_000  # among which a filter, another order or a file picks
TOGETHER = 500  # rows in one statement
LONGEST = 20_000  # characters of an incident that are searched

_SQLITE = """
    SELECT i.number FROM incidents_search f JOIN incidents_searchwords s ON s.id = f.rowid
    JOIN incidents_incident i ON i.id = s.incident_id
    WHERE incidents_search MATCH %s ORDER BY f.rowid DESC LIMIT %s
"""
_POSTGRESQL = """
    SELECT i.number FROM incidents_searchwords s JOIN incidents_incident i ON i.id = s.incident_id
    WHERE s.school_id = %s AND s.tokens @@ plainto_tsquery('english', %s)
    ORDER BY s.id DESC LIMIT %s
"""


# Of each word the newest few that hold it: however common it is, no more are looked at.
_ALIKE = {
    "sqlite": """
        SELECT %s, number FROM (SELECT i.number FROM incidents_search f
        JOIN incidents_searchwords s ON s.id = f.rowid
        JOIN incidents_incident i ON i.id = s.incident_id
        WHERE incidents_search MATCH %s ORDER BY f.rowid DESC LIMIT %s)
    """,
    "postgresql": """
        SELECT %s, number FROM (SELECT i.number FROM incidents_searchwords s
        JOIN incidents_incident i ON i.id = s.incident_id
        WHERE s.school_id = %s AND s.tokens @@ plainto_tsquery('english', %s)
        ORDER BY s.id DESC LIMIT %s) AS found
    """,
}


def words_of(incident: Incident) -> str:
    """Everything of the incident that a search may find."""
    told = list(incident.report_set.values_list("story", "already_done"))
    if incident.batch_id is not None:
        told += [(cells_words(each.cells), "") for each in incident.original_set.all()]
    return words_from(incident, told)


def cells_words(cells: Iterable[Sequence[str]]) -> str:
    """What stood in the row of an earlier log, without its headings."""
    return "\n".join(words for _, words in cells)


def words_from(incident: Incident, told: Iterable[tuple[str, str]]) -> str:
    """The same from the incident's row and what its reports told: story and what was done."""
    own = (
        incident.reference,
        incident.their_number or "",
        incident.title,
        incident.kind_reason,
        incident.containment,
        incident.lessons,
    )
    text = "\n".join([*own, *(part for pair in told for part in pair)])[:LONGEST]
    # Taken apart like what is searched for: PostgreSQL reads 2026-014 as 2026 and minus 14.
    return " ".join(WORD.findall(text))


def index(incident: Incident) -> None:
    """Bring the searchable words of the incident up to date."""
    row = SearchWords(incident=incident, school_id=incident.school_id, words=words_of(incident))
    SearchWords.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["incident"], update_fields=["words"]
    )


def index_new(families: Iterable[tuple[Incident, Report, Original]]) -> None:
    """Make the searchable words of many new incidents, oldest first."""
    SearchWords.objects.bulk_create(
        [
            SearchWords(
                incident=incident,
                school_id=incident.school_id,
                words=words_from(incident, _told(report, original)),
            )
            for incident, report, original in families
        ],
        batch_size=TOGETHER,
    )


def _told(report: Report, original: Original) -> list[tuple[str, str]]:
    return [(report.story, report.already_done), (cells_words(original.cells), "")]


def matching(school_id: UUID, typed: str, *, most: int) -> list[int]:
    """The numbers of the school's incidents that hold every word typed: the newest, `most` of them.

    Numbers, since looking up so many ids costs more than the search.
    """
    words = WORD.findall(typed)[:MOST_WORDS]
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL, [school_id, " ".join(words), most])
        else:
            # Quoting each word leaves nothing of FTS5's own syntax; the school is a word as well.
            quoted = " AND ".join(f'words : "{word}"' for word in words)
            cursor.execute(_SQLITE, [f'school : "{school_id.hex}" AND {quoted}', most])
        return [number for (number,) in cursor.fetchall()]


def alike(school_id: UUID, words: Sequence[str], *, most: int) -> dict[str, set[int]]:
    """For each word the numbers of the newest incidents of the school that hold it.

    A word that `most` or more of them hold is left out: it tells nothing.
    """
    if not words:
        return {}
    given: list[str | int] = []
    for word in words:
        # Quoting a word leaves nothing of FTS5's own syntax; the school is a word as well.
        looked_for = [f'school : "{school_id.hex}" AND words : "{word}"']
        if connection.vendor == "postgresql":
            looked_for = [str(school_id), word]
        given += [word, *looked_for, most]
    found: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_ALIKE[connection.vendor]] * len(words)), given)
        for word, number in cursor.fetchall():
            found.setdefault(word, set()).add(number)
    return {word: numbers for word, numbers in found.items() if len(numbers) < most}
