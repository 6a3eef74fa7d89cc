"""Reading reviews and what follows from them, always within the incident's school."""

from tocsin.core.facts import Source
from tocsin.core.review_rules import Question, asked
from tocsin.incidents.models import Action, Improvement, Incident, Review
from tocsin.ledger.tenancy import reading


def questions_of(incident: Incident) -> tuple[Question, ...]:
    """What the review of this incident asks: about a contract where a company comes into it."""
    is_at_company = incident.supplier_id is not None or incident.source == Source.PROCESSOR
    return asked(is_at_company=is_at_company)


def reviews_of(incident: Incident) -> list[Review]:
    """Every version, newest first."""
    with reading(incident.school_id):
        rows = Review.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by", "finished_by").order_by("-number"))


def review_to_write(incident: Incident) -> Review:
    """The version that can be written on: an unfinished one, or a new one that begins as the last.

    What was finished is never altered.
    """
    newest = next(iter(reviews_of(incident)), None)
    if newest is not None and newest.finished_at is None:
        return newest
    return Review(
        incident=incident, school_id=incident.school_id,
        number=newest.number + 1 if newest else 1, answers=newest.answers if newest else [],
    )  # fmt: skip


def improvements_of(incident: Incident) -> list[Improvement]:
    """What should change, other than by an action, oldest first."""
    with reading(incident.school_id):
        rows = Improvement.objects.filter(school_id=incident.school_id, incident=incident)
        return list(rows.select_related("by").order_by("at"))


def actions_from_review(incident: Incident) -> list[Action]:
    """The actions that follow from the review, in the order in which they are due."""
    with reading(incident.school_id):
        rows = Action.objects.filter(
            school_id=incident.school_id, incident=incident, question__isnull=False
        )
        return list(rows.select_related("person").order_by("due_on", "at"))
