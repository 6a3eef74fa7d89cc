"""Whatever is sent to whatever page: never a fault, never a lost word, always what to do."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.incidents.visits import Visitor, filled_in
from tests.kept import kept
from tests.worlds import a_member, a_report, a_school, a_team, decided, signed_in, triaged
from tocsin.core.roles import Role

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
    pytest.mark.no_cover,  # the same lines again, with other values: too slow with each noted
]
PARTS = ("kind", "details", "containment", "awareness", "note", "severity", "dpo", "decision",
         "regulator/sent", "people-told", "notices/write/people/en", "close", "reopen",
         "records/add/risk", "interviews/add", "evidence/add", "oversight/write", "lead/hand-over",
         "company/change", "company/ask", "joint/change", "outage")  # fmt: skip
TEXTS = {
    "languages": "Cymraeg ŵ ŷ · ภาษาไทย · עברית · العربية · 日本語 · 👩‍👩‍👧‍👦 · Ǆ",
    "right-to-left marks": "\u202eevil\u202c \u200f\u2066x\u2069\u200b",
    "markup": "<script>alert(1)</script><img src=x onerror=y>{{ 7|add:1 }}{% now 'Y' %}",
    "formula": '=HYPERLINK("http://x.test?"&A1)',
    "controls": "a\x01\x07\x1b[31m\x7f\ufeff\ufffe b",
    "sql": "'; DROP TABLE incidents_incident; --",
    "lines": "one\r\ntwo\rthree\n\n\nfour",
}
HUGE = "9" * 400


def build():
    team = a_team(a_school())
    told = triaged(a_report(team[Role.STAFF]), team[Role.DEPUTY_DPO])
    return team, decided(told, team[Role.DEPUTY_DPO], regulator="yes", people="yes")


built_world, world = kept("world", build)


@pytest.fixture
def team(world):
    return world[0]


@pytest.fixture
def incident(world):
    return world[1]


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def own_words(page):
    """Everything a page says or holds in its boxes, as one text."""
    boxes = [box.attributes.get("value", "") for box in page.tree.all("input")]
    areas = ["".join(map(str, box.parts)) for box in page.tree.all("textarea")]
    return "\n".join([page.words, *boxes, *areas])


def with_everywhere(visitor, path, value):
    """The form at the address with `value` in every box that takes typed words."""
    page = visitor.open(path)
    main = page.tree.all("main")[0]
    boxes = [b for b in main.all("input") if b.attributes.get("type", "text") == "text"]
    names = [box.attributes["name"] for box in (*main.all("textarea"), *boxes)]
    return {**filled_in(page.tree), **dict.fromkeys(names, value)}, names


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_taken_or_given_back_as_it_was(priya, incident, part, text):
    path = f"/incidents/{incident.pk}/{part}/"
    answers, names = with_everywhere(priya, path, text)

    page = priya.post(path, **answers)

    assert page.status in {200, 409, 422}
    assert "<script>alert" not in page.html
    if page.status != 200 and names:
        first = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")[0]
        assert first[:20].strip() in own_words(page)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("value", ["x\0y", "\0", HUGE, "-1", "1e309", "١٢", "0x10", " " * 500])
def test_no_value_in_any_box_is_a_fault_of_ours(priya, incident, part, value):
    path = f"/incidents/{incident.pk}/{part}/"
    fields = filled_in(priya.open(path).tree)
    fields.pop("csrfmiddlewaretoken")

    for name in fields:
        page = priya.post(path, **{**fields, name: value})
        assert page.status in {200, 409, 422}, (name, page.status)
    page = priya.post(path, **dict.fromkeys(fields, value))

    assert page.status in {409, 422}


@pytest.mark.parametrize("part", PARTS)
def test_a_form_with_parts_missing_or_doubled_says_what_to_do(priya, incident, part):
    path = f"/incidents/{incident.pk}/{part}/"
    fields = filled_in(priya.open(path).tree)

    empty = priya.post(path)
    doubled = priya.post(path, **{name: [value, value, "x"] for name, value in fields.items()})
    renamed = priya.post(path, **{f"{name}[]": value for name, value in fields.items()})

    for page in (empty, doubled, renamed):
        assert page.status in {200, 409, 422}
        if page.status == 422:
            assert page.errors
            assert all("required" not in error for error in page.errors)


@pytest.mark.parametrize("length", [99_999, 100_000, 100_001, 400_000])
@pytest.mark.parametrize(("part", "name"), [("containment", "containment"), ("note", "words")])
def test_a_hundred_thousand_signs_are_kept_and_more_is_given_back(
    priya, incident, part, name, length
):
    text = ("ŵ" * length)[:length]
    path = f"/incidents/{incident.pk}/{part}/"

    page = priya.send(path, **{name: text}, **({"contained": "yes"} if part != "note" else {}))

    if length <= 100_000:
        assert page.status == 200
        assert text in page.words
    else:
        assert page.status == 422
        assert page.errors[0].endswith(f"must be 100000 characters or fewer. It is {length}")
        assert text in own_words(page)


def test_more_than_two_million_bytes_is_refused_with_words(priya, incident):
    page = priya.send(f"/incidents/{incident.pk}/note/", words="x" * 2_200_000)

    assert page.status == 413
    assert "Send fewer or smaller files, or less text at a time." in page.words


@pytest.mark.parametrize("step", ["what", "story", "found", "whose", "done"])
@pytest.mark.parametrize("text", [*TEXTS.values(), "x\0y", HUGE, "ŵ" * 100_001], ids=len)
def test_no_text_breaks_a_report_that_is_being_written(team, step, text):
    tom = Visitor(team[Role.STAFF], factors=1)
    path = tom.send("/report/").path.replace("/what/", f"/{step}/")
    answers, _ = with_everywhere(tom, path, text)
    choices = {"found": "date"} if step == "found" else {}

    page = tom.post(path, **{**answers, **choices})

    assert page.status in {200, 422}
    kept = own_words(tom.open(path))
    if step in {"story", "done"}:
        assert text.replace("\0", "").split("\r")[0][:50] in kept


def test_a_report_with_odd_words_and_choices_goes_in_whole(team):
    tom = Visitor(team[Role.STAFF], factors=1)
    page = tom.send("/report/")
    text = "\n".join(TEXTS.values()).replace("\r\n", "\n").replace("\r", "\n").strip()
    while "/check/" not in page.path:
        page = tom.send(page.path, **({"story": text} if "/story/" in page.path else {}))

    done = tom.post(page.path)
    own = tom.open(done.links["Add files or anything else to this report"])

    shown = re.sub("[\u200f\u202c\u2066\u2069]", "", text.replace("\u202e", "\ufffd"))
    assert " ".join(shown.split()) in own.words
    assert "<script>alert" not in own.html


@pytest.mark.parametrize("who", ["unknown", "another school's"])
@pytest.mark.parametrize("part", [*PARTS, "timeline", "seen-by-dpo", "seen-by-head", "own/review"])
def test_an_incident_that_is_not_ours_is_not_found(priya, part, who):
    theirs = uuid4() if who == "unknown" else a_report(a_member(a_school())).pk

    assert priya.open(f"/incidents/{theirs}/{part}/").status == 404
    page = priya.post(f"/incidents/{theirs}/{part}/", seen="1", words="Kept words")
    assert page.status in {404, 405}
    assert part == "timeline" or "Kept words" in page.words


@pytest.mark.parametrize("name", ["x", "1", "00000000-0000-0000-0000-00000000000g", "%00", "%20"])
def test_an_address_with_a_wrong_id_is_not_found(priya, name):
    for path in (f"/incidents/{name}/", f"/incidents/{name}/kind/", f"/report/mine/{name}/",
                 f"/inbox/{name}/"):  # fmt: skip
        assert priya.open(path).status == 404


def test_a_second_report_may_not_name_another_schools_incident(team, priya, incident):
    for _ in range(3):
        theirs = a_report(a_member(a_school()))
        assert theirs.reference == "2026-001"
    other = a_report(team[Role.STAFF])

    page = priya.send(
        f"/incidents/{other.pk}/kind/", kind="duplicate", kind_reason="Same.",
        duplicate_of="2026-009",
    )  # fmt: skip

    assert page.status == 422
    assert incident.reference == "2026-001"


@pytest.mark.parametrize("part", PARTS)
def test_a_forged_form_changes_nothing_and_gives_the_words_back_only_to_our_own_page(
    team, incident, part
):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(team[Role.DEPUTY_DPO]).cookies
    path = f"/s/{team[Role.STAFF].school.slug}/incidents/{incident.pk}/{part}/"
    words = {"words": "Kept words", "seen": "1"}

    forged = client.post(path, words, headers={"origin": "https://evil.test"})
    expired = client.post(path, words, headers={"origin": "http://testserver"})

    assert forged.status_code == expired.status_code == 403
    assert "Kept words" in expired.content.decode()
    assert "Send your answers again" in expired.content.decode()
    assert "Send your answers again" not in forged.content.decode()


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options", "head"])
@pytest.mark.parametrize("path", ["/log/export/", "/my-work/", "/inbox/", "/report/", "/log/"])
def test_no_method_is_a_fault_of_ours(priya, method, path):
    assert getattr(priya.client, method)(priya.base + path).status_code in {200, 405}


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff%fe", "status=%00", "since_day=%00&since_month=1&since_year=2026",
              "q=" + "a" * 5000, "page=%00", "severity=minor%00", "q[]=x", "order=%00", "&&&=",
              "since_day=1&since_month=1&since_year=0000", "cause=%27"],
)  # fmt: skip
def test_no_question_to_the_log_is_a_fault_of_ours(priya, incident, query):
    page = priya.open(f"/log/?{query}")

    assert page.status == 200
    assert incident.reference in page.words or "Nothing in the log answers" in page.words
