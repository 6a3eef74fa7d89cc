"""Cases as JSON text: read strictly, and refused in words."""

import pytest

from tocsin.core.risk_cases import BadCases, NotJson, assess_cases, cases_in


@pytest.mark.parametrize("text", ['{"a": NaN}', "[Infinity]", "[-Infinity]"])
def test_what_other_programs_could_not_read_is_not_json(text):
    with pytest.raises(NotJson, match="is not a number"):
        cases_in(text)


def test_a_case_nested_however_deep_is_refused_in_words():
    for depth in range(10, 1_100):
        with pytest.raises((NotJson, BadCases)):
            assess_cases(cases_in('{"malicious": ' + "[" * depth + "]" * depth + "}"))


@pytest.mark.parametrize("named", [[], {}, True, 1.5, "x" * 201])
def test_an_id_that_is_no_name_is_refused(named):
    with pytest.raises(BadCases) as refusal:
        assess_cases({"id": named})

    [wrong] = refusal.value.wrong
    assert (wrong.number, wrong.id, wrong.field) == (1, None, "id")
    assert str(refusal.value).endswith("a whole number or null.")


def test_a_list_of_nothing_is_told_what_a_case_is():
    with pytest.raises(BadCases, match="It is not an object"):
        assess_cases([None])
