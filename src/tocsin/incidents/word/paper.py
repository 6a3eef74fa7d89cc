"""The school's own paper for letters: which there is, and what is in it."""

from uuid import UUID

from tocsin.incidents.models import LetterPaper
from tocsin.incidents.word.example import example
from tocsin.ledger.tenancy import reading
from tocsin.registers.keeping import pieces_of


def paper_of(school_id: UUID) -> LetterPaper | None:
    """The paper in use; None while the school has none of its own."""
    with reading(school_id):
        rows = LetterPaper.objects.filter(school_id=school_id, replaced_at=None)
        return rows.select_related("by").first()


def paper_to_fill_in(school_id: UUID) -> bytes:
    """The Word file that letters are filled into: the school's own, or a plain one."""
    own = paper_of(school_id)
    return b"".join(pieces_of(own)) if own else example()
