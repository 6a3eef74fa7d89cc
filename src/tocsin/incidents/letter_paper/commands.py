"""Keeping the school's own paper for letters."""

from datetime import datetime

from tocsin.core.errors import NotYet, Reason
from tocsin.core.roles import Permission
from tocsin.incidents.keeping.names import shown_name
from tocsin.incidents.models import LetterPaper
from tocsin.incidents.word.paper import paper_of
from tocsin.ledger.writing import writing
from tocsin.registers.keeping import seal_in
from tocsin.schools.models import Membership, School


def use_paper(school: School, *, name: str, content: bytes, by: Membership, at: datetime) -> None:
    """Use a Word file, already looked into and tried out, for letters from now on.

    The one before is kept, since letters went out on it. Source: BR-5.17.
    """
    row = LetterPaper(school=school, by_id=by.person_id, at=at, name=shown_name(name))
    # Sealing takes its time, so it is over before the school's turn is taken.
    seal_in(row, [content])
    with writing(row, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        saved = [row]
        if before := paper_of(school.pk):
            before.replaced_at = at
            saved = [before, row]
        record("letter-paper.chosen", saved=saved, digest=row.digest)


def put_paper_away(school: School, *, by: Membership, at: datetime) -> None:
    """Use no paper of the school's own any more. Raises NotYet when there is none.

    Source: BR-5.17.
    """
    row = paper_of(school.pk)
    if row is None:
        raise NotYet(Reason("no-paper", "There is no paper of your own here. Choose one first."))
    with writing(row, by=by, may=Permission.MANAGE_SCHOOL, at=at) as record:
        row.replaced_at = at
        record("letter-paper.put-away", saved=row)
