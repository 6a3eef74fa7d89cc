"""The network locked for ransom: five people take a critical case to its end, page by page.

At every stage the closing page says exactly what is still in the way.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.incidents.assessment.walking import answer_all, record
from tests.incidents.regulator.sending import send
from tests.incidents.visits import Visitor, filled_in
from tests.worlds import FRIDAY, a_report, a_school, a_team
from tocsin.core.clock import LONDON
from tocsin.core.roles import Role
from tocsin.ledger.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STORY = "The files are locked, and there is a note from a group that wants money."
HOW_MANY = {"B8": "4000", "B10": "1500"}
PUBLISHED = {
    "type": {"breach_types": ["confidentiality", "availability"], "actor": "external",
             "malicious": "yes"},
    "data": {"data_categories": ["basic", "health"], "data_sensitivity": "high"},
    "who": {"exfiltrated": "yes", "recipient_known": "no", "recipient_trusted": None,
            "exposed_to_unknown_or_many_recipients": "yes"},
    "harm": {"actual_misuse_or_harm": "yes"},
    "numbers": {"number_of_subjects": "1350"},
    "less-bad": {"data_recovered_or_confirmed_deleted": "no"},
}  # fmt: skip


def now(name):
    """This minute, as the boxes of a time take it."""
    at = timezone.now().astimezone(LONDON)  # noqa: TID251 - an edge
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month),
            f"{name}_year": str(at.year), f"{name}_time": f"{at:%H:%M}"}  # fmt: skip


class People:
    """The five, each in a window of their own, and the case they work on."""

    def __init__(self, team):
        self.team = team
        self.case = a_report(team[Role.STAFF], what="cyber", story=STORY)
        self.sign_in()

    def sign_in(self):
        self.priya, self.ruth, self.helen, self.ivan = (
            Visitor(self.team[role])
            for role in (Role.DEPUTY_DPO, Role.DPO, Role.HEAD, Role.INVESTIGATING_OFFICER)
        )

    def send(self, who, path, **answers):
        page = who.send(f"/incidents/{self.case.pk}/{path}", **answers)
        assert page.status == 200, (path, page.words)
        return page

    @property
    def left(self):
        """What the closing page says is in the way, in order."""
        page = self.helen.open(f"/incidents/{self.case.pk}/close/")
        lines = [e for e in page.tree.all("ul") if "govuk-list--bullet" in e.classes]
        every = [each.words for found in lines for each in found.all("li")]
        return [each.removeprefix("Before closing: ").partition(".")[0] for each in every]


@pytest.fixture
def people():
    return People(a_team(a_school()))


def triage(people):
    send = people.send
    send(people.priya, "kind/", kind="confirmed", kind_reason="The note.", personal_data="yes",
         title="Files locked for ransom")  # fmt: skip
    send(people.priya, "details/", breaches=["availability", "confidentiality"], people="1350",
         cause="ransomware", data_kinds=["basic", "health"], children="yes",
         is_continuing="no")  # fmt: skip
    send(people.priya, "awareness/", grounds="The note was found.")
    send(people.priya, "severity/", severity="critical", reason="The school cannot work.",
         lead=str(people.team[Role.INVESTIGATING_OFFICER].person_id))  # fmt: skip
    send(people.helen, "seen-by-head/")
    send(people.ruth, "seen-by-dpo/")
    send(people.priya, "containment/", contained="yes", containment="Rebuilt from copies.")


def tell(people):
    answer_all(people.priya, people.case, **PUBLISHED)
    record(people.priya, people.case)
    people.send(people.ruth, "advice/", regulator="yes", people="yes", words="Tell them today.")
    people.send(
        people.priya, "decision/", tell_regulator="yes", regulator_reason="A high risk.",
        tell_people="yes", ground_to_tell="high_risk", people_reason="They have to know.",
        taken_with=[str(people.team[role].person_id)
                    for role in (Role.DEPUTY_DPO, Role.DPO, Role.HEAD)],
    )  # fmt: skip
    for who in (people.ruth, people.helen):
        people.send(who, "decision/agree/", agrees="yes")
    answer_the_rest(people)
    send(people.priya, people.case, **now("told_at"), without_log="",
         without_approval="It could not wait.")  # fmt: skip
    people.send(
        people.priya, "people-told/", **now("told_at"), how="phone", details="By letter home."
    )


def answer_the_rest(people, *, with_lines=False):
    """Whatever the case does not say for the regulator's form, the Deputy DPO writes.

    with_lines: what has a box of one line too, and not only the bigger ones.
    """
    page = people.priya.open(f"/incidents/{people.case.pk}/regulator/")
    links = [e.attributes["href"].partition("#")[0] for e in page.tree.all("a")]
    for path in dict.fromkeys(each for each in links if "/regulator/part/" in each):
        tree = people.priya.open(path).tree
        form, known = next(e for e in tree.all("main")[0].all("form")), filled_in(tree)
        boxes = form.all("textarea") + [
            e for e in form.all("input") if with_lines and e.attributes.get("type") == "text"
        ]
        names = [each.attributes["name"] for each in boxes]
        empty = {name: HOW_MANY.get(name, "None so far.") for name in names if not known[name]}
        first = {
            e.attributes["name"]: e.attributes["value"] for e in reversed(form.all("input"))
            if e.attributes.get("type") == "radio" and e.attributes["name"] not in known
        }  # fmt: skip
        assert people.priya.send(path, **empty, **first).status == 200


def others(people):
    """Each body that is suggested is told, on the page of its own."""
    page = people.priya.open(f"/incidents/{people.case.pk}/others-told/")
    for name, path in page.links.items():
        if name.startswith("Bring them in"):
            people.priya.send(path, **now("told_at"), how="phone", decided="told")


def find_out(people):
    """The officer records every step, the Headteacher what only few may read."""
    page = people.ivan.open(f"/incidents/{people.case.pk}/investigation/")
    for path in [each for each in page.links.values() if "/investigation/" in each]:
        done = {"state": "done", "words": "We asked, and it is so."}
        sure = {"certainty": "established"} if "certainty" in people.ivan.open(path).html else {}
        assert people.ivan.send(path, **done, **sure).status == 200
    people.send(people.helen, "people-action/", is_taken="no", words="An attack from outside.")


def learn(people):
    """What is written of it in the end, by each of them."""
    words = {f"section-{place}": f"Words {place}." for place in range(5)}
    people.send(people.ivan, "outcome/", **{"hand-in": "yes"}, **words)
    people.send(people.ruth, "recommend/", words="A second factor for every way in.")
    people.send(people.helen, "outcome/review/", verdict="yes")
    page = people.priya.open(f"/incidents/{people.case.pk}/review/write/")
    verdicts = {e.attributes["name"]: "yes" for e in page.tree.all("input")
                if e.attributes.get("value") == "yes"}  # fmt: skip
    people.send(people.priya, "review/write/", finish="yes", **verdicts)


def tell_more(people):
    """What was promised to the regulator is sent once it is known."""
    answer_the_rest(people, with_lines=True)
    send(people.priya, people.case, **now("told_at"))


TO_WRITE = [
    "recommend what should be done so that it does not happen again", "write the outcome report",
    "look at the outcome report: accept it, or give it back",
    "review what happened and how we responded",
]  # fmt: skip
TO_FIND = [
    "investigate: 14 steps to record", "record whether disciplinary action is taken, or why not",
    *TO_WRITE,
]  # fmt: skip
TO_SEND = ["send the regulator 2 answers that are still missing"]
AGAIN = [
    "look at the risk again: the facts have changed",
    "advise whether to tell the regulator and the people affected",
    "decide again whether to tell the regulator and the people affected",
    *TO_WRITE[1:],
]
STAGES = (
    (triage, [
        "decide whom else to tell", "assess the risk to people",
        "advise whether to tell the regulator and the people affected",
        "decide whether to tell the regulator and the people affected", *TO_FIND,
    ]),
    (tell, ["decide whom else to tell", *TO_FIND, *TO_SEND]),
    (others, [*TO_FIND, *TO_SEND]),
    (find_out, [*TO_WRITE, *TO_SEND]),
    (learn, TO_SEND),
    (tell_more, []),
)  # fmt: skip


def test_each_stage_says_exactly_what_is_left_until_it_is_closed_and_opened_again(people, clock):
    assert people.left == ["Decide first what this report is"]
    for stage, left in STAGES:
        stage(people)
        assert people.left == left, stage.__name__

    done = people.send(people.helen, "close/", lessons="A second factor everywhere.")
    facts = people.helen.open(f"/incidents/{people.case.pk}/").facts()
    clock(FRIDAY + timedelta(days=30))
    people.sign_in()
    people.send(
        people.ruth, "reopen/", reason="The files are on the web.", news=["risk", "aware"],
        aware_at_day="20", aware_at_month="12", aware_at_year="2026", aware_at_time="3pm",
    )  # fmt: skip

    assert "Closed by Helen Moss" in done.words
    assert facts["Closed as"] == "A personal data breach, and the regulator was told"
    assert people.left == AGAIN
    verdict = verify(people.case.school_id)
    assert not verdict.fault, verdict.fault
