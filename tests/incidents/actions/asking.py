"""Asking, as the pages do."""

from datetime import date

from tocsin.incidents.models import Action
from tocsin.ledger.tenancy import reading

WANTED = "Which list was in the message at 8:50am?"
DAY = date(2026, 11, 25)


def ask(visitor, incident, member=None, *, kind="request", words=WANTED, email="", day=DAY):
    """Ask a member, or somebody outside by email, and give the row."""
    who = {"who": "member", "person": str(member.person_id)} if member else {
        "who": "outsider", "outsider_name": "Ring IT", "outsider_email": email,
    }  # fmt: skip
    page = visitor.send(
        f"/incidents/{incident.pk}/actions/ask/", kind=kind, words=words, **who,
        due_on_day=day.day, due_on_month=day.month, due_on_year=day.year,
    )  # fmt: skip
    assert page.status == 200, page.words
    with reading(incident.school_id):
        rows = Action.objects.filter(school_id=incident.school_id).select_related("incident")
        return rows.latest("at", "due_on")
