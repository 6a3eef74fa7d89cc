"""In a practice school every page says so: nobody mistakes it for the real one."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.incidents.processors.asking import instant
from tests.wall.addresses import filled, patterns
from tests.worlds import FRIDAY, a_member, a_report, a_school, a_team, signed_in, triaged
from tocsin.core.roles import Permission, Role
from tocsin.incidents.processors.commands import ask_company
from tocsin.incidents.scoped_links import link_of
from tocsin.schools.commands import admit
from tocsin.schools.models import System

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
BANNER = "Practice copy."


def a_practice_school(**more):
    school = a_school(**more)
    school.is_demo = True
    school.save()
    return school


def pages(client, values):
    """Every page of ours that opens with these ids."""
    for path, _ in patterns():
        if path.startswith(("s/<", "r/<", "events/", "queue", "schools")):
            answer = client.get(filled(path, values))
            kind = answer.get("Content-Type", "")
            if answer.status_code == 200 and kind.startswith("text/html") and not answer.streaming:
                yield path, answer.content.decode()


@pytest.mark.parametrize("role", [Role.DEPUTY_DPO, Role.ADMINISTRATOR, Role.STAFF, None])
def test_every_page_of_a_practice_school_says_so(role):
    team = a_team(a_practice_school())
    incident = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    client = signed_in(team[role]) if role else Client()
    values = {
        "school": incident.school.slug, "any uuid": str(incident.pk), "any slug": "minor",
        "any str": "x" * 32, "any int": "1",
    }  # fmt: skip

    found = list(pages(client, values))

    assert len(found) > (60 if role is Role.DEPUTY_DPO else 0)
    assert [path for path, html in found if BANNER not in html] == []


def an_event(member, *others):
    schools = [member.school, *others]
    for school in others:
        admit(school, member.person, roles=(Role.DPO,), by=System(school.pk),
              may=Permission.OPERATE, at=FRIDAY)  # fmt: skip
    times = {k: v for s in schools for k, v in instant(f"told_{s.pk.hex}", FRIDAY).items()}
    sent = {"company": "Ledgerly", "words": "A log-in was stolen.", "is_continuing": "no",
            "event": str(uuid4()), "confirmed": "yes", "schools": [str(s.pk) for s in schools],
            **instant("told_at", FRIDAY), **times}  # fmt: skip
    client = signed_in(member)
    done = client.post("/events/new/", sent).content.decode()
    return done, client.get(f"/events/{sent['event']}/").content.decode()


def test_an_event_in_practice_schools_says_so_and_a_real_one_does_not():
    practice = a_member(a_practice_school(), Role.DPO)
    real = a_member(a_school(), Role.DPO)

    in_practice = an_event(practice, a_practice_school())
    in_both = an_event(real, a_practice_school())

    assert [BANNER in page for page in in_practice] == [True, True]
    assert [BANNER in page for page in in_both] == [False, False]


def test_a_company_that_is_asked_for_practice_sees_that_it_is():
    by = a_member(a_practice_school(), Role.DEPUTY_DPO)
    action = ask_company(
        triaged(a_report(by), by), questions=["happened"], words="Tell us.", outsider_name="Desk",
        outsider_email="desk@ledgerly.example", due_on=FRIDAY.date(), by=by, at=FRIDAY,
    )  # fmt: skip

    assert BANNER in Client().get(link_of(action)).content.decode()
