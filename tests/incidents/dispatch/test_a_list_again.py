"""A list that is brought in again after letters went out: what was sent, said and chosen stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.incidents.dispatch.posting import WHEN, addressed, letters, looked_at, make
from tests.incidents.importing.logs import csv_of
from tocsin.incidents.letters import content_of
from tocsin.incidents.models import AffectedPerson
from tocsin.ledger.tenancy import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HEADS = ("Name", "DOB", "Parent", "Email", "Address")


def again(visitor, incident, *rows):
    file = SimpleUploadedFile("people.csv", csv_of(HEADS, *rows))
    page = visitor.post(f"/incidents/{incident.pk}/people/import/", people=file, kind="pupil")
    return page, visitor.send(page.path, **{"import": "yes"})


@pytest.mark.usefixtures("notice")
def test_whoever_was_told_stays_told_and_no_second_letter_is_made(priya, incident):
    priya.send(f"{make(priya, incident).path}done/", **WHEN)

    page, _ = again(priya, incident, ("Cat Moss", "20/1/2011", "", "", "9 New Street"))

    assert "They were told already, and that stays." in page.words
    with reading(incident.school_id):
        assert AffectedPerson.objects.exclude(reached_at=None).count() == 3
    assert make(priya, incident).status == 409
    assert content_of(letters(incident)[1]).postal == "2 Low Road"  # as it was sent


@pytest.mark.usefixtures("notice")
def test_a_letter_goes_to_the_address_that_was_corrected(priya, incident):
    again(priya, incident, ("Cat Moss", "20/1/2011", "", "", "9 New Street"))

    make(priya, incident)

    assert content_of(letters(incident)[1]).postal == "9 New Street"


@pytest.mark.usefixtures("notice")
def test_what_safeguarding_said_stays(priya, incident):
    looked_at(priya, incident, "Dee Ngo", word="spare")

    again(priya, incident, ("Dee Ngo", "28/2/2014", "Mr Ngo", "new@example.org", "3 Mill Lane"))
    make(priya, incident)

    assert "Mr Ngo" not in addressed(incident)
    page = priya.post(f"/incidents/{incident.pk}/people/open/")
    assert "Do not write to them: Only the father." in page.words
