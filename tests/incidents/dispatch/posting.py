"""What the tests do with letters: make them on the page, look at them, and fetch them as files."""

from tocsin.incidents.letters import content_of
from tocsin.incidents.models import AgendaItem, Letter
from tocsin.ledger.tenancy import reading

WHEN = {"done_at_day": 20, "done_at_month": 11, "done_at_year": 2026, "done_at_time": "3pm"}
SAFE = "They asked for email, and nobody else reads it."


def make(visitor, incident, way="paper", **more):
    """From a window that was opened while nothing was in the way."""
    path = f"/incidents/{incident.pk}/letters/make/"
    return visitor.post(path, **{"way": way, "again": "no", "medium_reason": SAFE, **more})


def letters(incident):
    with reading(incident.school_id):
        found = list(Letter.objects.filter(incident=incident).order_by("number"))
    for each in found:
        each.incident = incident
    return found


def addressed(incident):
    return [content_of(each).to for each in letters(incident)]


def agenda(incident):
    with reading(incident.school_id):
        return set(AgendaItem.objects.filter(incident=incident).values_list("duty", flat=True))


def fetched(visitor, page, ending):
    href = f"{page.path}{ending}/"
    answer = visitor.client.post(href)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content, answer


def looked_at(visitor, incident, name, word="write"):
    """Record what safeguarding says about somebody."""
    page = visitor.post(f"/incidents/{incident.pk}/people/open/")
    wanted = f"Record what safeguarding says about {name}"
    return visitor.send(page.links[wanted], word=word, word_of="dsl", words="Only the father.")
