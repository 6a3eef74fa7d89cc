"""No number from 1 to 4 is told, and none can be worked out."""

from hypothesis import given
from hypothesis import strategies as some

from tocsin.core.small_numbers import FEWEST, Line, untold


def test_a_line_with_a_small_number_is_left_out_whole():
    assert untold([Line("seen", (9, 2, 0)), Line("closed", (11, 0, 0))]) == {0}


def test_of_lines_that_add_up_another_is_left_out_as_well():
    minor, major, critical = Line("closed", (20, 0, 0)), Line("closed", (2, 0, 0)), Line(
        "closed", (7, 0, 0)
    )  # fmt: skip

    assert untold([minor, major, critical]) == {1, 2}  # 29 in all: 20 and 7 would tell the 2


def test_two_that_add_up_to_a_small_number_are_not_enough():
    lines = [Line("closed", (20, 0)), Line("closed", (1, 0)), Line("closed", (1, 0))]

    assert untold(lines) == {0, 1, 2}


def test_nothing_is_left_out_where_nothing_is_small():
    assert untold([Line("seen", (9, 0, 5)), Line("closed", (14, 0, 0))]) == frozenset()


NUMBERS = some.tuples(*[some.integers(0, 12)] * 3)


@given(some.lists(some.builds(Line, some.sampled_from(["seen", "closed"]), NUMBERS), max_size=8))
def test_whoever_knows_every_total_works_out_no_small_number(lines):
    hidden = untold(lines)

    for place, line in enumerate(lines):
        assert place in hidden or not line.is_small
    for group in {line.group for line in lines}:
        there = [place for place, line in enumerate(lines) if line.group == group]
        left = [lines[place].total for place in there if place in hidden]
        if len(left) < len(there):
            assert sum(left) == 0 or (len(left) > 1 and sum(left) >= FEWEST)
