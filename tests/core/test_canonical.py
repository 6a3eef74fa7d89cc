import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.canonical import canonical
from tocsin.core.roles import Role

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(TEXT, parts, max_size=4),
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (9007199254740992, "9007199254740992"),
        (-1, "-1"),
        ([56, {"d": True, "10": None, "1": []}], '[56,{"1":[],"10":null,"d":true}]'),
        ('€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("\b\t\f\r\u007f\u2028é", '"\\b\\t\\f\\r\u007f\u2028é"'),
        ({"role": Role.DPO}, '{"role":"dpo"}'),
    ],
)
def test_a_value_is_written_in_one_way(value, written):
    assert canonical(value) == written.encode()


def test_keys_are_ordered_as_rfc_8785_orders_them():
    value = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "😀": "Emoji: Grinning Face",
        "\u0080": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }

    assert list(json.loads(canonical(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_a_deep_key_is_ordered_too():
    written = canonical([{"\ufb33": 1, "\U0001f600": [{"b": 1, "a": 2}]}])

    assert written == '[{"\U0001f600":[{"a":2,"b":1}],"\ufb33":1}]'.encode()


@given(VALUES)
def test_what_was_written_reads_back_the_same(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2))
def test_the_order_in_which_facts_were_put_together_does_not_matter(value):
    backwards = dict(reversed(value.items()))

    assert canonical(value) == canonical(backwards)


@pytest.mark.parametrize("value", [1.5, {"a": [0.0]}, {1: "a"}, (1,), b"", {"a"}])
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [2**53 + 1, -(2**53) - 1, "\ud800", {"\udc00": 1}])
def test_what_others_could_not_read_back_is_refused(value):
    with pytest.raises(ValueError, match=r"within|half"):
        canonical(value)
