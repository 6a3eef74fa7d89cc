"""The school's own paper for letters: chosen, filled in, and refused when it does more."""

import time

import pytest

from tests.incidents.letter_paper.papers import a_paper, member, upload, with_member, words_of
from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.worlds import FRIDAY, a_member, a_school, a_team
from tocsin.core.roles import Role
from tocsin.incidents.letter_paper.forms import SAMPLE
from tocsin.incidents.models import LetterPaper
from tocsin.incidents.word.letters import letters
from tocsin.ledger.verifying import verify

pytestmark = pytest.mark.django_db
PATH = "/letters/paper/"
GOOD = a_paper("{{ date }}", "{{ words }}", header="{{ school }}, {{ reference }}")
RELS = "word/_rels/document.xml.rels"
DOCUMENT = "word/document.xml"


@pytest.fixture(autouse=True)
def now(clock):
    return clock(FRIDAY)


built_team, team = kept("team", lambda: a_team(a_school()))


@pytest.fixture
def adam(team):
    """The administrator."""
    return Visitor(team[Role.ADMINISTRATOR])


def choose(visitor, content, name="letterhead.docx"):
    return visitor.post(PATH, file=upload(content, name))


def refused(visitor, content, name="letterhead.docx"):
    page = choose(visitor, content, name)
    assert page.status == 422
    assert not LetterPaper.objects.exists()
    return " ".join(page.errors)


def test_a_school_chooses_its_own_paper_and_gets_it_back(adam, team):
    page = choose(adam, GOOD)

    assert "letterhead.docx, chosen by Adam Stone" in page.words
    assert adam.client.get(adam.base + f"{PATH}own/").content == GOOD
    assert verify(team[Role.HEAD].school_id).holds


def test_the_file_to_begin_with_can_be_used_as_it_is(adam):
    sample = adam.client.get(adam.base + f"{PATH}sample/").content

    assert "chosen by" in choose(adam, sample).words


def test_another_file_takes_the_place_of_the_first_and_plain_paper_of_both(adam):
    choose(adam, GOOD)
    assert "new.docx, chosen by" in choose(adam, a_paper("{{ words }}"), "new.docx").words
    assert LetterPaper.objects.filter(replaced_at=None).count() == 1

    page = adam.post(f"{PATH}put-away/")

    assert "There is none yet" in page.words
    assert adam.post(f"{PATH}put-away/").status == 409


def test_letters_are_filled_in_and_nothing_in_them_is_read_as_a_place(team):
    del team
    told = {**SAMPLE, "words": "Dear {{ school }} & <b>Sam</b>\n- {% raw %}one\x07"}

    [letter] = letters(GOOD, [told])

    assert words_of(letter) == [
        "Example School, 2026-001",
        "26 November 2026",
        "Dear {{ school }} & <b>Sam</b>\n• {% raw %}one",
    ]


def test_a_list_of_parts_with_conditions_is_filled_in():
    paper = a_paper(
        "{%p for part in parts %}", "{% if part.heading %}{{ part.heading }}: {% endif %}"
        "{{ part.words }}", "{%p endfor %}",
    )  # fmt: skip

    [letter] = letters(paper, [SAMPLE])

    assert words_of(letter) == ["Dear Sam Example", "What happened: We lost a list."]


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.__class__ }}",
        "{{ words|attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        "{% for part in parts %}{% for part in parts %}x{% endfor %}{% endfor %}",
        "{% for part in parts recursive %}{{ loop(parts) }}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x = words * 99999999 %}{{ x }}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ words|center(999999999) }}",
        "{% for part in parts %}{{ part.words.__class__ }}{% endfor %}",
        "{{ salary }}",
    ],
)  # fmt: skip
def test_a_file_that_asks_for_more_than_the_words_is_refused(adam, code):
    said = refused(adam, a_paper("{{ words }}", code))

    assert "Use only these: {{ child }}, {{ date }}" in said or "We could not fill it in" in said


def test_so_is_one_that_asks_for_it_in_its_header_or_in_its_title(adam):
    head = a_paper("{{ words }}", header="{{ words.__class__ }}")
    title = a_paper("{{ words }}", title="{{ cycler }}")

    assert "It asks for “__class__”." in refused(adam, head)
    assert "It asks for “cycler”." in refused(adam, title)


def test_a_file_without_a_place_for_the_words_is_refused(adam):
    assert "Write {{ words }} in it" in refused(adam, a_paper("Dear {{ name }}"))


@pytest.mark.parametrize("words", ["{{ words", "{{ words }} {% if name %}", "{% nonsense %}"])
def test_a_place_that_is_not_whole_is_pointed_out(adam, words):
    assert "Check that each {{ place }} is written in one piece" in refused(adam, a_paper(words))


def test_macros_are_refused_by_what_is_in_the_file_and_not_by_its_name(adam):
    types = member(GOOD, "[Content_Types].xml").replace(
        b"wordprocessingml.document.main+xml", b"word.document.macroEnabled.main+xml"
    )
    macros = with_member(GOOD, "[Content_Types].xml", types)
    macros = with_member(macros, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0")

    assert "It has macros in it." in refused(adam, macros)
    assert "It has macros in it." in refused(adam, macros, "letterhead.docm")


@pytest.mark.parametrize(
    ("relation", "is_let"),
    [
        ("image", False), ("attachedTemplate", False), ("oleObject", False), ("frame", False),
        ("hyperlink", True),
    ],
)  # fmt: skip
def test_a_file_that_fetches_something_from_elsewhere_is_refused(adam, relation, is_let):
    more = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{relation}" Target="http://example.org/x" TargetMode="External"/>'
    ).encode()
    rels = member(GOOD, RELS).replace(b"</Relationships>", more + b"</Relationships>")

    page = choose(adam, with_member(GOOD, RELS, rels))

    assert ("fetches something from elsewhere" in " ".join(page.errors)) is not is_let


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("word/embeddings/oleObject1.bin", b"x", "another file, or a control, inside it"),
        ("word/activeX/activeX1.xml", b"<x/>", "another file, or a control, inside it"),
        ("word/extra.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "Save it anew in Word"),
        ("word/extra.xml", "<x/>".encode("utf-16"), "Save it anew in Word"),
        ("word/extra.xml", b"<x>" + b" " * 5_000_000 + b"</x>", "unpacks to far more|far longer"),
        ("word/zeros.bin", bytes(60_000_000), "must be a Word document|unpacks to far more"),
    ],
)
def test_a_file_with_something_else_inside_is_refused(adam, name, content, said):
    found = refused(adam, with_member(GOOD, name, content))

    assert any(each in found for each in said.split("|"))


def test_a_field_that_fetches_or_runs_something_is_refused(adam):
    field = b'<w:p><w:fldSimple w:instr=" DDEAUTO cmd.exe "/></w:p></w:body>'
    xml = member(GOOD, DOCUMENT).replace(b"</w:body>", field)

    assert "a field that fetches or runs something" in refused(
        adam, with_member(GOOD, DOCUMENT, xml)
    )


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "letterhead.docx", "empty"),
        (b"Not a zip", "letterhead.docx", "It must be a Word document (.docx)"),
        (GOOD, "letterhead.pdf", "must be a Word document (.docx)"),
        (GOOD[: len(GOOD) // 2], "letterhead.docx", "It must be a Word document (.docx)"),
        (GOOD + bytes(6_000_000), "letterhead.docx", "must be smaller than 5MB"),
    ],
)
def test_what_is_no_word_document_is_refused(adam, content, name, said):
    assert said in refused(adam, content, name)


def test_a_file_made_to_be_slow_costs_seconds_and_no_more(adam):
    slow = member(GOOD, DOCUMENT).replace(
        b"</w:body>", b"<w:p><w:r><w:t>{</w:t></w:r></w:p>" * 8_000 + b"</w:body>"
    )
    started = time.monotonic()

    choose(adam, with_member(GOOD, DOCUMENT, slow))

    assert time.monotonic() - started < 60


@pytest.mark.parametrize("role", [Role.STAFF, Role.OFFICE, Role.GOVERNOR, Role.DPO])
def test_only_those_who_run_the_school_choose_it(team, role):
    visitor = Visitor(team[role])

    assert visitor.open(PATH).status == 403
    assert choose(visitor, GOOD).status == 403


def test_another_schools_paper_is_not_found(adam):
    choose(adam, GOOD)
    other = Visitor(a_member(a_school(), Role.ADMINISTRATOR))

    assert "There is none yet" in other.open(PATH).words
    assert other.client.get(adam.base + f"{PATH}own/").status_code == 404
