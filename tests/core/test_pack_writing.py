from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.pack_files import OTHERS, SHIPPED, pack, small
from tocsin.core.conditions import FLAGS, Conditions, Flag, OneOf, PeopleAtLeast
from tocsin.core.pack_practice import Step
from tocsin.core.pack_reading import dump, load
from tocsin.core.policy import (
    Body,
    Colour,
    Identity,
    Level,
    MatrixRow,
    Nation,
    Pack,
    Playbook,
    Pupils,
    Stage,
    Timescale,
)
from tocsin.core.roles import Role

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ROLES = st.sampled_from(Role)
CONDITIONS = st.builds(
    lambda flag, wanted, count: Conditions(
        (Flag(flag, wanted), OneOf("source", ("staff", "media")), PeopleAtLeast(count))
    ),
    st.sampled_from(sorted(FLAGS)),
    st.booleans(),
    st.integers(0, 10_000),
)
PACKS = st.builds(
    Pack,
    identity=st.builds(
        Identity,
        key=st.just("ours"),
        name=TEXT,
        nation=st.sampled_from(Nation),
        approved_on=st.none() | st.dates(),
        issuer=TEXT,
        regulator=st.just("ico"),
    ),
    levels=st.tuples(
        st.builds(Level, key=st.just("low"), label=TEXT, colour=st.sampled_from(Colour)),
        st.builds(Level, key=st.just("high"), label=TEXT, is_serious=st.sampled_from([True])),
    ),
    team=st.lists(ROLES, max_size=3).map(tuple),
    matrix=st.tuples(st.builds(MatrixRow, level=st.sampled_from(["low", "any"]), leads=ROLES)),
    timescales=st.tuples(
        st.builds(
            Timescale,
            stage=st.just(Stage.CLOSE),
            level=st.just("any"),
            amount=st.integers(1, 99),
            warn_before=st.lists(st.integers(1, 9)).map(tuple),
            is_immediate=st.sampled_from([False]),
        )
    ),
    bodies=st.tuples(st.builds(Body, key=st.just("b"), name=TEXT, when=CONDITIONS)),
    pupils=st.builds(Pupils, parents_told_up_to_age=st.none() | st.integers(0, 18), advice=TEXT),
    playbooks=st.tuples(
        st.builds(
            Playbook,
            key=st.just("p"),
            title=TEXT,
            steps=st.tuples(st.builds(Step, key=st.just("s"), title=TEXT)),
        )
    ),
    wording=st.dictionaries(st.sampled_from(["received", "good_faith"]), TEXT),
)


@pytest.mark.parametrize("name", [*SHIPPED, *OTHERS])
def test_a_pack_written_out_reads_back_the_same(name):
    before = pack(name)

    assert load(dump(before), name=name) == before


@given(PACKS)
def test_whatever_a_school_sets_in_a_form_is_kept_in_the_text(before):
    assert load(dump(before), name="ours") == before


def test_what_is_as_usual_is_not_written():
    assert dump(small()) == '[pack]\nkey = "small"\nname = "A small pack"\nnation = "wales"\n'


def test_what_is_unusual_is_written_in_full():
    text = (
        'team = ["head"]\n\n[pack]\nkey = "x"\nname = "X\\u007F"\nnation = "scotland"\n'
        "next_review_on = 2027-01-31\n"
        '\n[[levels]]\nkey = "low"\nlabel = "Low"\n'
        "\n[intake]\ntold = []\nis_open_to_outsiders = false\n"
        '\n[[duties]]\nkey = "d"\ntitle = "Do it"\nrole = "head"\n'
        'when = { severity_at_least = "low", people_at_most = 3 }\n'
    )

    before = load(text, name="x.toml")

    assert before.identity.next_review_on == date(2027, 1, 31)
    assert dump(before) == text


def test_conditions_of_every_shape_are_written():
    duty = (
        '\n[[levels]]\nkey = "low"\nlabel = "Low"\n'
        '\n[[duties]]\nkey = "d"\ntitle = "Do it"\nrole = "head"\n'
        'when = { cause = ["phishing"], level_is = ["low"], people_at_least = 3 }\n'
    )

    before = small(duty)

    assert dump(before).endswith(duty)
