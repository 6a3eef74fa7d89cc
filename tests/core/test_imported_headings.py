"""Headings of old logs are understood by what they mean."""

import json
from pathlib import Path

import pytest

from tests.core.imported_headings import HEADINGS
from tocsin.core.imported_mapping import mapped

VARIANTS = Path(__file__).parents[3] / "shared" / "data" / "breach_log_variants.json"
MEANT = {
    "minimal-8": "reference discovered what data risk regulator told outcome",
    "edtech-19": "reference discovered occurred - how_found kind data records whose - cause effects"
    " contained regulator regulator_on told told_on status -",
    "the-key-record": "occurred discovered what whose people data contained prevented regulator"
    " told handler",
    "ico-small-org-log": "cause what data effects contained regulator_reason",
    "legal-precedent": "handler dpo - - - reporter place|handler occurred discovered reported",
    "art33-5-snake": "reference discovered kind what systems whose people data records - risk"
    " contained - regulator regulator_reason told told_reason",
    "ico-open-data": "reference occurred - whose data regulator kind -|cause people - -",
    "town-council-10": "handler - what data - contained - - told - - prevented outcome",
    "three-section-form": "discovered occurred place reporter contact what people risk contained"
    " handler reported - - systems - data records - - effects - - -",
    "ico-web-form-mirror": "- - reporter contact regulator what how_found discovered"
    " discovered_time occurred data records people whose effects risk -|cause -|systems - -",
}


def fields_of(headings, columns=None):
    return [each.field for each in mapped(headings, columns or [()] * len(headings))]


def test_headings_of_many_schools_are_understood_without_a_look_at_the_values():
    right = [
        field in wanted.split("|")
        for meant in HEADINGS.values()
        for field, wanted in zip(fields_of(list(meant)), meant.values(), strict=True)
    ]

    assert len(right) == 179
    assert sum(right) >= 175


def test_what_is_wrongly_understood_is_nearly_always_said_to_be_in_doubt():
    silent = [
        column.heading
        for meant in HEADINGS.values()
        for column in mapped(list(meant), [()] * len(meant))
        if column.field not in meant[column.heading].split("|")
        and column.field
        and not column.doubt
    ]

    assert silent == []


@pytest.mark.skipif(not VARIANTS.exists(), reason="the published headings are not beside us")
@pytest.mark.parametrize("name", MEANT)
def test_published_headings_are_understood(name):
    [found] = [each for each in json.loads(VARIANTS.read_text())["variants"] if each["id"] == name]

    wrong = [
        (heading, field, wanted)
        for heading, field, wanted in zip(
            found["columns"], fields_of(found["columns"]), MEANT[name].split(), strict=True
        )
        if (field or "-") not in wanted.split("|")
    ]
    assert wrong == []


@pytest.mark.skipif(not VARIANTS.exists(), reason="the published headings are not beside us")
def test_every_published_log_is_among_them():
    assert {each["id"] for each in json.loads(VARIANTS.read_text())["variants"]} == set(MEANT)


@pytest.mark.skipif(not VARIANTS.exists(), reason="the published headings are not beside us")
def test_no_two_columns_of_a_published_log_mean_the_same():
    for each in json.loads(VARIANTS.read_text())["variants"]:
        fields = [field for field in fields_of(each["columns"]) if field]
        assert len(fields) == len(set(fields)), each["id"]


def test_a_date_means_what_stands_before_it():
    headings = ["ICO notified?", "Date", "Reason", "Parents informed?", "Date"]

    assert fields_of(headings) == [
        "regulator", "regulator_on", "regulator_reason", "told", "told_on",
    ]  # fmt: skip


def test_values_decide_where_a_heading_does_not():
    people = [["1", "12", "about 30"]]
    groups = [["Pupils of Year 4", "All staff", "Two families"]]

    assert fields_of(["People affected"], people) == ["people"]
    assert fields_of(["People affected"], groups) == ["whose"]


def test_a_column_without_a_heading_is_proposed_by_its_values_and_doubted():
    [column] = mapped([""], [["12/03/2021", "14/03/2021", "1/9/2021"]])

    assert (column.field, column.doubt) == ("occurred", "We are not sure of this one")


def test_a_school_of_its_own_number_in_every_row_is_not_the_number_of_a_breach():
    headings = ["DfE number", "Incident No."]

    found = mapped(headings, [["8014021"] * 5, ["S1", "S2", "S3", "S4", "S5"]])

    assert [each.field for each in found] == ["", "reference"]


def test_a_date_of_birth_is_no_date_of_a_breach():
    births = [["01/02/2012", "03/04/2011", "05/06/2010"]]

    for heading in ("DoB", "D.O.B.", "Date of birth", "Pupil DOB"):
        assert fields_of([heading], births) == [""]
