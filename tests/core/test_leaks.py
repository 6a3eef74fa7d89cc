"""What in a message could show who reported something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.core.leaks import leaks, possible_names

STORY = "I left the red folder with the medical forms on the bus near Alder Lane."


def found(words, *, told=(), names=()):
    return [(leak.code, leak.words) for leak in leaks(words, told=told, names=names)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thank you. What was in the bag?", []),
        ("We will write again soon. Keep the IT team out of it.", []),
        ("Write to tom.reed@school.example.", [("email", "tom.reed@school.example")]),
        ("Ring 0161 496 0123 now.", [("phone", "0161 496 0123")]),
        ("As you told me, it is gone.", [("source", "As you told")]),
        ("Whoever reported it was right.", [("source", "Whoever reported")]),
        ("A teaching assistant saw it.", [("role", "teaching assistant")]),
        ("A TA saw it.", [("role", "TA")]),
        ("It was in Year 4.", [("class", "Year 4")]),
        ("It was 7B, I think.", [("class", "7B")]),
        ("The list hung in room 12.", [("place", "room 12")]),
        ("The list hung in the staff room.", [("place", "staff room")]),
        ("It was on Tuesday at 9:30am.", [("time", "Tuesday"), ("time", "9:30am")]),
        ("It was on 12 March.", [("time", "12 March")]),
        ("Ask J.K. about it.", [("initials", "J.K.")]),
        ("Ask JK about it.", [("initials", "JK")]),
    ],
)
def test_what_people_are_known_by_in_a_school_is_pointed_out(words, expected):
    assert found(words) == expected


def test_the_name_of_somebody_at_the_school_is_pointed_out_whole_or_in_part():
    names = ["Tom Reed", "Priya Shah"]

    assert found("Tom Reed said so, and Reed's class too.", names=names) == [
        ("name", "Tom Reed"), ("name", "Reed's"),
    ]  # fmt: skip
    assert found("The reed grew by the pond.", names=names) == []


def test_the_reporters_own_words_are_pointed_out_as_far_as_they_go():
    words = "Somebody found the red folder with the medical forms yesterday."

    assert found(words, told=[STORY]) == [
        ("time", "yesterday"),
        ("quote", "the red folder with the medical forms"),
    ]


def test_four_plain_words_in_a_row_give_nobody_away():
    assert found("Do you know what it was?", told=["I do not know what it was"]) == []


def test_the_same_piece_is_pointed_out_once_and_no_more_than_a_dozen_are():
    assert found("7B and again 7B.") == [("class", "7B")]
    assert len(found(" ".join(f"room {number}" for number in range(1, 40)))) == 12


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_at_all_makes_it_fail_and_what_it_names_is_in_the_message(words, told):
    for leak in leaks(words, told=[told], names=[told]):
        assert all(part in words for part in leak.words.split(" "))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The plan of Emma Wilson went out.", ["Emma Wilson"]),
        ("The Emma Wilson file.", ["Emma Wilson"]),
        ("Mrs Patel and Dr. Okoro were told.", ["Mrs Patel", "Dr. Okoro"]),
        ("It went to Sam O'Neil-Smith.", ["Sam O'Neil-Smith"]),
        ("Reed had it; write to a.b@example.org.", ["Reed", "a.b@example.org"]),
        ("The daily notice went to all parents on Monday. We rang them.", []),
        ("Alder Bank told Report Fraud and the Local Authority in Key Stage 2.", []),
    ],
)
def test_what_could_be_a_persons_name_is_found_and_the_schools_own_is_not(words, names):
    found = possible_names(words, names=["Tom Reed"], known=["Alder Bank Primary School"])

    assert sorted(leak.words for leak in found) == sorted(names)


@given(st.text(max_size=200))
def test_no_text_makes_the_search_for_names_fail(words):
    assert all(leak.words for leak in possible_names(words, names=[words], known=[words]))
