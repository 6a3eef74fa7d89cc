"""Reports that reach the office by phone, on paper, in person or by email, keyed in."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_school, a_team, pack_text
from tocsin.core.pack_reading import dump, load
from tocsin.core.roles import Permission, Role
from tocsin.incidents.keying.sheets import new_code
from tocsin.incidents.models import Incident, Report
from tocsin.ledger.tenancy import reading
from tocsin.policies.commands import adopt
from tocsin.schools.models import School, System

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TOLD = {
    "came": "phone", "received_at_day": "20", "received_at_month": "11",
    "received_at_year": "2026", "received_at_time": "9:15am", "who": "named",
    "reporter_name": "Mrs Ade", "reporter_contact": "01632 960001", "what": "email",
    "story": "A list of marks went to the wrong parent.", "discovered_day": "19",
    "discovered_month": "11", "discovered_year": "2026", "discovered_time": "4pm",
}  # fmt: skip


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def olive(team):
    return Visitor(team[Role.OFFICE])


def rows(team):
    with reading(team[Role.OFFICE].school_id):
        found = Report.objects.select_related("incident").order_by("incident__number")
        return [(each, each.incident) for each in found]


@pytest.mark.parametrize("came", ["phone", "paper", "in_person", "email"])
def test_the_office_keys_in_what_was_told_and_the_clock_counts_from_when(team, olive, came):
    page = olive.send("/report/key/", **{**TOLD, "came": came})

    [(report, incident)] = rows(team)
    assert "2026-001" in page.words
    assert report.channel == came
    assert report.reporter_name == "Mrs Ade"
    assert report.by_id is None
    assert report.keyed_by_id == team[Role.OFFICE].person_id
    assert incident.reported_at.isoformat() == "2026-11-20T09:15:00+00:00"
    assert incident.discovered_at.isoformat() == "2026-11-19T16:00:00+00:00"
    assert incident.source == "office"


def test_the_deputy_sees_who_told_the_school(team, olive):
    olive.send("/report/key/", **TOLD)
    [(_, incident)] = rows(team)

    page = Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/")

    assert "What Mrs Ade told us at 9:15am on Friday 20 November 2026" in page.words


def test_a_name_that_nobody_may_know_is_not_kept(team, olive):
    olive.send("/report/key/", **{**TOLD, "who": "anonymous"})

    [(report, _)] = rows(team)
    assert (report.protection, report.reporter_name, report.reporter_contact) == (
        "anonymous", None, None,
    )  # fmt: skip


def test_nothing_can_have_been_received_in_the_future(team, olive):
    page = olive.send("/report/key/", **{**TOLD, "received_at_day": "21"})

    assert page.status == 422
    assert page.errors == ["When the school received it must be in the past"]
    assert "A list of marks went to the wrong parent." in page.html
    assert rows(team) == []


def test_nobody_finds_out_after_telling(olive):
    page = olive.send(
        "/report/key/", **{**TOLD, "discovered_day": "20"} | {"discovered_time": "3pm"}
    )

    assert page.errors == ["When they found out must be before the school received it"]


def test_a_report_from_more_than_72_hours_ago_is_taken_with_a_warning(team, olive):
    page = olive.send("/report/key/", **{**TOLD, "received_at_day": "16", "discovered_day": "16"}
                      | {"discovered_time": "8am"})  # fmt: skip

    assert "That is more than 72 hours ago. Phone the Deputy DPO now." in page.words
    assert len(rows(team)) == 1


def test_a_double_click_makes_one(team, olive):
    key = str(uuid4())

    olive.post("/report/key/", **TOLD, key=key)
    page = olive.post("/report/key/", **TOLD, key=key)

    assert "Keyed in already" in page.words
    assert len(rows(team)) == 1


def test_a_sheet_that_is_keyed_twice_says_which_incident_it_is(team, olive):
    sheet = {"came": "paper", "sheet": new_code(team[Role.OFFICE].school_id).lower()}
    olive.send("/report/key/", **{**TOLD, **sheet})

    page = Visitor(team[Role.HEAD]).send("/report/key/", **{**TOLD, **sheet})

    assert "Keyed in already" in page.words
    assert "It is 2026-001. Nothing was added." in page.words
    assert len(rows(team)) == 1


@pytest.mark.parametrize("code", ["AAAA-AAAA", "7", "of another school"])
def test_a_code_that_no_sheet_of_the_school_bears_is_noticed(team, olive, code):
    code = new_code(uuid4()) if code == "of another school" else code

    page = olive.send("/report/key/", **{**TOLD, "came": "paper", "sheet": code})

    assert page.errors[0].startswith("Check the code: no sheet of this school bears it.")
    assert rows(team) == []


def test_every_printed_sheet_has_another_code_and_names_whom_to_reach(team):
    tom = Visitor(team[Role.STAFF], factors=1)
    pages = [tom.open("/report/paper/") for _ in range(2)]

    codes = {each.words.split("Sheet ")[1][:9] for each in pages}
    assert len(codes) == 2
    assert "Deputy DPO: Priya Shah." in pages[0].words


@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.ADMINISTRATOR])
def test_only_the_office_and_the_team_key_in(team, role):
    assert Visitor(team[role]).open("/report/key/").status == 403


def test_the_alerts_and_the_inbox_treat_it_like_any_report(team, olive):
    olive.send("/report/key/", **TOLD)

    assert "2026-001" in olive.open("/inbox/").words
    with reading(team[Role.OFFICE].school_id):
        assert Incident.objects.get().reported_at < FRIDAY - timedelta(hours=1)


def test_the_office_seals_the_name_of_whoever_asks_for_it(team, olive):
    asked = {"who": "confidential", "sealed_name": "Zelda Quill", "sealed_contact": "01632 960002"}
    olive.send("/report/key/", **{**TOLD, **asked, "reporter_name": "", "reporter_contact": ""})
    [(report, incident)] = rows(team)
    head = Visitor(team[Role.HEAD])

    case = head.open(f"/incidents/{incident.pk}/")
    opened = head.send(case.links["Open the sealed name"], reason="The police ask.")

    assert (report.protection, report.reporter_name) == ("confidential", None)
    assert "Zelda" not in case.html
    assert opened.facts()["Name"] == "Zelda Quill"
    assert opened.facts()["Email address or phone number"] == "01632 960002"


def test_a_name_to_seal_has_to_be_there(olive):
    page = olive.send("/report/key/", **{**TOLD, "who": "confidential"})

    assert page.errors == ["Enter the name to seal"]


def test_a_report_about_somebody_who_gets_these_reports_goes_around_them(team, olive):
    olive.send("/report/key/", **TOLD, about=["deputy_dpo"])
    [(_, incident)] = rows(team)

    assert Visitor(team[Role.DEPUTY_DPO]).open(f"/incidents/{incident.pk}/").status == 404
    assert Visitor(team[Role.HEAD]).open(f"/incidents/{incident.pk}/").status == 200


def test_a_policy_without_sealed_names_offers_none(team, olive):
    pack = load(pack_text("recommended"), name="recommended.toml")
    pack = replace(pack, reporter=replace(pack.reporter, may_be_confidential=False))
    adopt(team[Role.HEAD].school, text=dump(pack), in_force_on=date(2026, 11, 1), reason="Own",
          may=Permission.OPERATE, by=System(team[Role.HEAD].school_id), at=FRIDAY)  # fmt: skip

    assert "want it sealed" not in olive.open("/report/key/").words
    assert "keep it sealed" not in olive.open("/report/paper/").words
    assert olive.send("/report/key/", **{**TOLD, "who": "confidential"}).status == 422


@pytest.mark.parametrize(("phone", "said"), [("01632 960000", "01632 960000"), ("", "_____")])
def test_the_sheet_has_a_number_to_ring_and_asks_about_names_and_whom_it_is_about(
    team, phone, said, settings
):
    settings.HELP_PHONE = ""
    School.objects.filter(pk=team[Role.STAFF].school_id).update(phone=phone)

    words = Visitor(team[Role.STAFF], factors=1).open("/report/paper/").words

    assert f"or phone {said}" in words
    assert "keep it sealed" in words
    assert "Is this about someone who normally gets these reports?" in words
    assert "☐ Deputy DPO" in words
    assert "Practice copy" not in words


@pytest.mark.parametrize("path", ["/report/paper/", "/reporting-link/poster/"])
def test_what_the_practice_school_prints_says_that_it_is_a_practice_copy(team, path):
    School.objects.filter(pk=team[Role.HEAD].school_id).update(is_demo=True)

    page = Visitor(team[Role.HEAD]).open(path)

    assert "Practice copy. Do not use it for anything real." in page.words


def test_what_came_before_the_school_had_a_policy_here_is_dealt_with_by_that_of_today(team, olive):
    school = team[Role.HEAD].school
    adopt(school, text=pack_text("recommended"), in_force_on=date(2026, 11, 1), reason="Newer",
          may=Permission.OPERATE, by=System(school.pk), at=FRIDAY)  # fmt: skip
    for year in ("2019", "2025"):  # before there was any; under the first
        when = {f"{name}_year": year for name in ("received_at", "discovered")}
        assert olive.send("/report/key/", **{**TOLD, **when}).status == 200

    earliest, earlier = [incident for _, incident in rows(team)]
    assert earliest.reported_at.isoformat() == "2019-11-20T09:15:00+00:00"
    assert (earliest.pack_version.number, earlier.pack_version.number) == (2, 1)
