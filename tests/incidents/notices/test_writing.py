"""Writing what people are told: from the case, part by part, for each audience."""

import pytest

from tests.incidents.correspondence.reporters import told_outside
from tests.incidents.visits import Visitor, filled_in
from tests.notices import WORDS, written
from tests.worlds import FRIDAY, a_report, assessed, aware, contained, decided, described, triaged
from tocsin.core.notice_parts import PARTS, TO_FILL_IN, missing
from tocsin.core.roles import Role
from tocsin.incidents.models import AgendaItem
from tocsin.incidents.notices.queries import lacks

pytestmark = pytest.mark.django_db
WHOLE = {f"part-{part.key}": WORDS[part.key] for part in PARTS["people"]}
LACKS = {
    "what": "Say what happened, in plain words.",
    "when": "Say how it happened, and when.",
    "data": "Say what information it is about.",
    "effects": "Say what it is likely to lead to.",
    "done": "Say what the school has done about it, and what it is going to do.",
    "advice": "Say what people can do to protect themselves, such as changing a password.",
    "contact": "Say who can be asked: the Data Protection Officer, or whoever else answers.",
}
BUTTON = "Put it up to be cleared"


@pytest.fixture(autouse=True)
def now(clock):
    return clock(FRIDAY)


@pytest.mark.clause("BR-5.18")
@pytest.mark.parametrize("part", LACKS)
def test_each_part_that_the_law_and_the_plan_want_has_to_be_there(page_of, priya, incident, part):
    page = priya.send(page_of("write/people/en/"), **{**WHOLE, f"part-{part}": ""})

    assert LACKS[part] in page.words
    assert BUTTON not in page.words
    notice = incident.notice_set.get()
    refused = priya.post(page_of("put-up/", notice), seen=notice.revision)
    assert refused.status == 409
    assert LACKS[part] in refused.words


@pytest.mark.clause("BR-5.18")
def test_the_draft_says_what_the_case_says_and_asks_for_the_rest(page_of, priya):
    found = filled_in(priya.open(page_of("write/people/en/")).tree)

    assert found["part-when"] == (
        "We found out on 20 November 2026.\nHow it happened: somebody made a mistake.\n"
        "[Say how and when it happened.]"
    )
    assert found["part-data"] == "- Names, addresses, birth dates, contacts"
    assert found["part-done"] == "The message was recalled."
    assert found["part-contact"].startswith(
        "Our Data Protection Officer answers your questions: Dan Price, person-"
    )


@pytest.mark.clause("BR-5.18")
@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("log_ins", "Change the password of this account now."),
        ("money", "Tell your bank what happened, by the number on the back of your card."),
        ("documents", "Look at your credit report: you can see it free of charge."),
        ("health", "If care or medicine could be affected, speak to your doctor or nurse."),
        ("location", "If somebody must not know where you are, tell us at once"),
    ],
)
def test_the_advice_fits_what_became_known(team, by, priya, kind, advice):
    found = aware(triaged(a_report(team[Role.STAFF]), by), by, FRIDAY, at=FRIDAY)
    found = contained(described(found, by, data_kinds=[kind]), by)
    decided(assessed(found, by), by, regulator="yes", people="yes")

    page = priya.open(f"/incidents/{found.pk}/notices/write/people/en/")

    assert advice in filled_in(page.tree)["part-advice"]


def test_parents_are_told_of_their_child_and_children_in_their_own_words(page_of, priya):
    parents = filled_in(priya.open(page_of("write/parents/en/")).tree)
    children = filled_in(priya.open(page_of("write/children/en/")).tree)

    assert parents["subject"] == "About your child's information"
    assert parents["part-what"].startswith("Information about {child} was seen")
    assert children["part-what"].startswith("Somebody saw things about you")
    assert "If somebody writes to you about this, do not answer." in children["part-advice"]


@pytest.mark.parametrize("audience", ["people", "children", "parents", "public", "press", "lines"])
def test_a_draft_for_each_audience_lacks_only_what_is_in_brackets(
    page_of, priya, incident, audience
):
    priya.send(page_of(f"write/{audience}/en/"), reason="Nobody knows where they live.")

    notice = incident.notice_set.get()
    assert {each.message.partition("still")[2][:9] for each in lacks(notice)} <= {" has word"}
    assert waiting_after(notice) == ()


def waiting_after(notice):
    """What it lacks once everything in brackets was written."""
    parts = {key: TO_FILL_IN.sub("Words.", words) for key, words in notice.parts.items()}
    return missing(notice.audience, parts, subject=notice.subject, reason=notice.reason or "")


def test_words_in_square_brackets_and_unknown_places_keep_it_back(page_of, priya):
    wrong = {"part-what": "We lost it on [day].", "part-data": "The file of {pupil}."}

    page = priya.send(page_of("write/people/en/"), **{**WHOLE, **wrong})

    assert "“What happened” still has words in square brackets." in page.words
    assert "“What information” has {pupil} in it, which nothing is filled into here." in page.words


def test_whoever_answers_has_to_be_reachable(page_of, priya):
    page = priya.send(page_of("write/people/en/"), **{**WHOLE, "part-contact": "Ask Dan Price."})

    assert "an email address or a phone number" in page.words


def test_possible_names_are_pointed_out_but_not_of_whom_to_ask(page_of, priya):
    words = {**WHOLE, "part-what": "Mr Green sent the marks of Amy Winter to a parent."}

    page = priya.send(page_of("write/people/en/"), **words)

    assert "Look before you clear it: Mr Green, Amy Winter" in page.words
    assert "Dan Price," not in page.words.partition("The words")[0]


def test_words_that_are_hard_to_read_are_pointed_out(page_of, priya):
    hard = (
        "Notwithstanding contractual obligations, unauthorised dissemination of confidential"
        " documentation constituted an infringement of applicable legislation."
    )

    page = priya.send(
        page_of("write/people/en/"), **dict.fromkeys(set(WHOLE) - {"part-contact"}, hard)
    )

    assert "Hard to read" in page.words
    assert "for English only" in page.words


def test_the_welsh_one_stands_beside_the_english_and_is_written_by_the_school(
    page_of, priya, incident, by
):
    english = written(incident, by)

    page = priya.open(page_of("write/people/cy/"))
    assert "In English: We sent a list with your name to the wrong parents." in page.words
    found = filled_in(page.tree)
    assert (found["subject"], found["part-greeting"]) == ("", "Annwyl {name}")
    assert found["part-what"] == ""
    priya.send(
        page_of("write/people/cy/"), **{"part-what": "Anfonwyd rhestr at y rhieni anghywir."}
    )
    beside = priya.open(page_of(notice=english))
    assert "Beth ddigwyddodd Anfonwyd rhestr at y rhieni anghywir." in beside.words
    assert (
        "We know no formula for how easily Welsh is read."
        in priya.open(page_of(notice=incident.notice_set.get(language="cy"))).words
    )


def test_two_who_write_at_once_do_not_overwrite_each_other(page_of, priya, helen, incident):
    first = priya.open(page_of("write/people/en/"))
    helen.send(page_of("write/people/en/"), **WHOLE)

    stale = priya.post(page_of("write/people/en/"), **{**filled_in(first.tree), "subject": "Mine"})

    assert stale.status == 409
    assert incident.notice_set.get().subject == "About your information"


def test_the_list_says_what_each_needs_next(page_of, priya, incident, by):
    written(incident, by)
    written(incident, by, audience="press", subject="Statement", statement="")

    page = priya.open(page_of())

    assert "The people affected Put it up next Draft" in page.words
    assert "A statement to the press 1 thing to write first Draft" in page.words
    assert "Lines to take What staff may say at the gate and on the phone Not written" in page.words


def test_writing_is_a_duty_once_they_are_to_be_told_until_it_is_put_up(
    page_of, priya, incident, by
):
    duties = AgendaItem.objects.filter(incident=incident, duty="write-notice")
    assert duties.get().title == "Write what the people affected will be told"
    notice = written(incident, by)
    assert duties.count() == 1

    priya.post(page_of("put-up/", notice), seen=notice.revision)

    assert duties.count() == 0


def test_an_investigating_officer_reads_and_does_not_write(page_of, team):
    officer = Visitor(team[Role.INVESTIGATING_OFFICER])

    assert officer.open(page_of("write/people/en/")).status in {403, 404}


def test_words_of_a_protected_reporter_are_pointed_out(priya, by):
    reported, _ = told_outside(by.school, protection="confidential")
    found = triaged(reported, by)
    page = f"/incidents/{found.pk}/notices/write/people/en/"

    shown = priya.send(
        page, **{**WHOLE, "part-what": "The red folder with the medical forms is lost."}
    )

    said = shown.words.partition("The words")[0]
    assert "or show who reported it." in said
    assert "red folder with the medical forms" in said
