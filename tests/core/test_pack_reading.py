import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.pack_files import SHIPPED, SMALL, small
from tocsin.core.pack_reading import Fault, PackError, load

LEVEL = '\n[[levels]]\nkey = "{0}"\nlabel = "{0}"\n'
SERIOUS = LEVEL.format("major") + "is_serious = true\n"
TO_REGULATOR = '\n[[timescales]]\nstage = "tell_regulator"\n'


def faults_in(text):
    with pytest.raises(PackError) as refused:
        load(text, name="school.toml")
    return refused.value.faults


def faults_if_any(text):
    try:
        load(text, name="school.toml")
    except PackError as refused:
        return refused.faults
    return ()


def test_a_wrong_colour_is_named_with_its_line_and_what_to_write():
    levels = LEVEL.format("minor") + LEVEL.format("major") + 'colour = "purple"\n'

    assert faults_in(SMALL + levels) == (
        Fault(
            "school.toml",
            13,
            "levels[2].colour",
            "levels[2].colour must be one of grey, white, blue, green, yellow, orange, red.",
        ),
    )


def test_every_fault_is_told_at_once_in_the_order_of_the_lines():
    found = faults_in('[pack]\nkey = 7\nname = "x"\nnation = "mars"\n[scope]\nlogged = "all"\n')

    assert [(fault.line, fault.message) for fault in found] == [
        (2, "pack.key must be text in quotes."),
        (4, "pack.nation must be one of england, wales, scotland, northern-ireland."),
        (6, "scope.logged must be a list."),
    ]


def test_a_fault_reads_as_a_sentence():
    (found,) = faults_in('[pack]\nkey = "a"\nname = "b"\n')

    assert str(found) == "school.toml, line 1: pack.nation is missing. Add it."


def test_a_pack_without_its_first_table_is_refused():
    assert [fault.message for fault in faults_in("")] == ["pack is missing. Add it."]


@pytest.mark.parametrize(
    ("text", "line"), [('[pack]\nkey = "a\n', 2), ("[pack]\nkey = \n", 2), ("key = [1,\n2,", 2)]
)
def test_text_that_is_not_toml_is_refused_with_its_line(text, line):
    (found,) = faults_in(text)

    assert found.line == line
    assert found.message.endswith("Check quotes, brackets and commas.")


@pytest.mark.parametrize(
    ("more", "key", "message"),
    [
        (LEVEL.format("a") + 'color = "red"', "levels[1].color", "is not known. Write one of key,"),
        ("levels = 1", "pack.levels", "is not known"),
        ("\n[scope]\npersonal_data_only = 1", "scope.personal_data_only", "be true or false"),
        ("\n[clearance]\ncount = true", "clearance.count", "a whole number"),
        ("\napproved_on = 2026-01-01T09:00:00", "pack.approved_on", "a date, like 2026-09-01"),
        ("\nwording.received = 1", "pack.wording", "is not known"),
        ("\n[wording]\nreceived = 1", "wording.received", "text in quotes"),
        ("\n[wording]\nrecieved = 'x'", "wording.recieved", "is not used. Write one of closed_"),
        ("\n[[group]]\nlocked = []", "group", "group must be a table."),
        ("\n[[wording]]\nreceived = 'x'", "wording", "must be a table of texts"),
        ("\n[group]\nlocked = ['levles']", "group.locked[1]", "must be one of bodies, clearance"),
        ("\n[scope]\nlogged = ['oops']", "scope.logged[1]", "must be one of confirmed"),
        ("\nregulator = 'dpc'", "pack.regulator", "must be one of ico"),
        ("\n[pupils]\nparents_told_up_to_age = 99", "pupils.parents_told_up_to_age", "0 and 25"),
        ("\n[clearance]\nroles = ['head']\ncount = 2", "clearance.count", "no more than the roles"),
        ("\n[escalation]\nevery_hours = 0", "escalation.every_hours", "1 and 1000"),
        ("\n[[retention]]\ncategory = 'any'\namount = 0", "retention[1].amount", "1 and 1000"),
        (TO_REGULATOR + "warn_before = [0]", "timescales[1].warn_before", "hours"),
        ("\n[[matrix]]\nlevel = 'huge'", "matrix[1].level", "Write one of any."),
        ("\n[outcome_report]\nlevels = ['huge']", "outcome_report.levels[1]", "not there"),
        (LEVEL.format("any"), "levels[1].key", "stands for every level"),
        (LEVEL.format("So Bad"), "levels[1].key", "small letters"),
        (LEVEL.format("a") * 2, "levels[2]", "says again what stands above"),
        (SERIOUS + LEVEL.format("worse"), "levels[2]", "Add is_serious = true"),
        (SERIOUS + "\n[severity]\nmode = 'score'", "severity.mode", "needs [severity.score]"),
        (SERIOUS + "\n[severity]\nmode = 'rules'", "severity.mode", "needs [[severity.rules]]"),
        (
            "\n[[own_causes]]\nkey = 'bus'\nlabel = 'Left on the bus'\ncause = 'bus'",
            "own_causes[1].cause",
            "must be one of act_of_god",
        ),
    ],
)  # fmt: skip
def test_each_mistake_says_what_to_write(more, key, message):
    told = {fault.key: fault.message for fault in faults_in(SMALL + more)}

    assert message in told[key]


def test_there_are_five_levels_at_most():
    found = faults_in(SMALL + "".join(LEVEL.format(letter) for letter in "abcdef"))

    assert [fault.message for fault in found] == ["levels may be 5 at most. Leave the others out."]


@pytest.mark.parametrize("text", ["a = " + "9" * 5000, "a = " + "[" * 100_000])
def test_text_made_to_break_the_reader_is_a_fault_like_any_other(text):
    assert len(faults_in(text)) == 1


@given(st.data())
def test_a_spoilt_text_is_a_pack_or_a_fault_and_nothing_else(data):
    text = SHIPPED["recommended"].read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text)))
    spoilt = data.draw(st.sampled_from(["]", '"', "= 1", "\n[levels]\n", "\nkey = []\n", "0", "{"]))

    found = faults_if_any(text[:place] + spoilt + text[place + data.draw(st.integers(0, 3)) :])

    assert all(fault.line >= 1 and fault.message for fault in found)


@pytest.mark.parametrize(
    "loosened",
    [
        'from = "aware"\namount = 73',
        'from = "reported"\namount = 72',
        'from = "aware"\namount = 3\nunit = "working_days"',
        'from = "aware"\nis_immediate = true',
    ],
)
def test_no_pack_may_loosen_the_72_hours(loosened):
    (found,) = faults_in(SMALL + TO_REGULATOR + loosened)

    assert found.key == "timescales[1]"
    assert found.message == (
        "timescales[1] must be hours, at most 72, from aware: the law allows no more. "
        'Write from = "aware", unit = "hours" and amount = 72 or less.'
    )


def test_a_pack_may_tighten_the_72_hours():
    pack = small(TO_REGULATOR + 'from = "aware"\namount = 24')

    assert pack.regulator_window.total_seconds() == 24 * 60 * 60


def test_a_timescale_is_an_amount_or_at_once_and_not_both():
    timescale = "\n[[timescales]]\nstage = 'close'\namount = 3\nis_immediate = true"

    (found,) = faults_in(SMALL + timescale)

    assert found.message == "timescales[1] has an amount and is_immediate. Leave one of them out."


@pytest.mark.parametrize("name", ["scale", "thresholds"])
def test_the_steps_of_a_score_go_up(name):
    steps = {
        "scale": "\n[[severity.score.scale]]\npeople_at_least = 0\npoints = 0",
        "thresholds": "\n[[severity.score.thresholds]]\nat_least = 0\nlevel = 'major'",
    }
    steps[name] *= 2
    score = SERIOUS + "\n[severity]\nmode = 'score'" + "".join(steps.values())

    (found,) = faults_in(SMALL + score)

    assert found.message == f"severity.score.{name} must go up from one step to the next."


def test_severity_cannot_be_worked_out_without_levels():
    rule = "\n[severity]\nmode = 'rules'\n[[severity.rules]]\nlevel = 'any'\nwhen = {}"

    assert [fault.message for fault in faults_in(SMALL + rule)] == [
        'severity.mode must be "chosen" in a pack without levels.',
        "severity.rules[1].level names a level that is not there. The pack has no levels.",
    ]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("{ moon = true }", "duties[1].when.moon is not a condition. Write one of personal_data,"),
        ("{ children = 1 }", "duties[1].when.children must be true or false."),
        ("{ people_at_least = 'many' }", "duties[1].when.people_at_least must be a whole number."),
        ("{ severity_at_least = 'x' }", "names a level that is not there. The pack has no levels."),
        ("{ level_is = ['x'] }", "duties[1].when.level_is names a level that is not there."),
        ("{ cause = 'ghosts' }", "not 'ghosts'."),
        ("{ cause = [1] }", "duties[1].when.cause[1] must be text in quotes."),
        ("true", "duties[1].when must be a table of conditions, like { children = true }."),
    ],
)
def test_a_condition_is_one_of_a_closed_set(when, message):
    duty = f"\n[[duties]]\nkey = 'd'\ntitle = 'Do it'\nrole = 'head'\nwhen = {when}\n"

    found = faults_in(SMALL + duty)

    assert any(message in fault.message and fault.line == 10 for fault in found)


def test_steps_of_a_playbook_are_found_by_line_even_in_an_inline_list():
    playbook = "\n[[playbooks]]\nkey = 'p'\ntitle = 'P'\nsteps = [\n  { key = 'a' },\n]\n"

    (found,) = faults_in(SMALL + playbook)

    assert (found.line, found.key) == (9, "playbooks[1].steps[1].title")


def test_lines_are_found_in_nested_lists_and_past_long_texts():
    text = (
        SMALL
        + "\n[pupils]\nadvice = '''\n[[playbooks]]\nkey = 1\n'''\n"
        + "\n[[playbooks]]\nkey = 'p'\ntitle = 'P'\n\n[[playbooks.steps]]\nkey = 'a'\n"
        + "title = 'A'\n\n[[playbooks.steps]]\n\"key\" = 'b'\ntitle = 2\n"
    )

    (found,) = faults_in(text)

    assert (found.line, found.key) == (22, "playbooks[1].steps[2].title")
