"""Keeping records and interviews, as the pages do."""

from django.db.models import F

from tocsin.incidents.models import InquiryRecord, Interview
from tocsin.ledger.tenancy import reading

RISK = {"name": "Families move school", "words": "Two of them have a court order.",
        "state": "high", "owner": "Helen Moss"}  # fmt: skip
SAID = {"name": "Bel Ashe", "email": "bel@home.example", "present": "Priya Shah",
        "words": "I chose the wrong list.", "held_on_day": 19, "held_on_month": 11,
        "held_on_year": 2026}  # fmt: skip


def keep(visitor, incident, kind="risk", **answers):
    return visitor.send(f"/incidents/{incident.pk}/records/add/{kind}/", **{**RISK, **answers})


def write_down(visitor, incident, **answers):
    """Write down an interview, and give its row."""
    page = visitor.send(f"/incidents/{incident.pk}/interviews/add/", **{**SAID, **answers})
    assert page.status == 200, page.words
    return newest(Interview, incident)


def newest(table, incident):
    with reading(incident.school_id):
        rows = table.objects.filter(school_id=incident.school_id)
        return (
            rows.select_related("incident", "school")
            .order_by("at", F("replaces").asc(nulls_first=True))
            .last()
        )


def records(incident):
    with reading(incident.school_id):
        return list(InquiryRecord.objects.filter(school_id=incident.school_id).order_by("at"))
