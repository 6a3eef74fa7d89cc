"""What the tests do with lists of people: choose a file, bring it in, and look who is there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.importing.logs import csv_of
from tocsin.incidents.models import AffectedPerson
from tocsin.ledger.tenancy import reading

HEADINGS = ("Forename", "Surname", "DOB", "Parent name", "Parent email", "Address", "Postcode",
            "Court order")  # fmt: skip


def chosen(visitor, incident, *rows, data=None, kind="pupil"):
    """The page that follows when the visitor chooses a file with these rows."""
    file = SimpleUploadedFile("people.csv", data or csv_of(HEADINGS, *rows))
    return visitor.post(f"/incidents/{incident.pk}/people/import/", people=file, kind=kind)


def brought_in(visitor, page):
    return visitor.send(page.path, **{"import": "yes"})


def count(incident):
    with reading(incident.school_id):
        return AffectedPerson.objects.filter(incident=incident).count()


def names(visitor, incident):
    page = visitor.post(f"/incidents/{incident.pk}/people/open/")
    titles = [each for each in page.tree.all("h2") if "govuk-summary-card__title" in each.classes]
    return [each.words for each in titles]
