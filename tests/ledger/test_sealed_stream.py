"""What is sealed opens as it was, or not at all."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger.sealed_stream import Unreadable, opened, sealed

KEY = bytes(range(32))
HEADER, FRAME = 40, 64 * 1024 + 16  # bytes on the disk


def shut(*chunks, key=KEY, bound_to="row"):
    return b"".join(sealed(chunks, key, bound_to))


def read(content, key=KEY, bound_to="row"):
    return b"".join(opened(io.BytesIO(content), key, bound_to))


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_a_text_of_any_length_opens_as_it_was(size):
    text = bytes(range(256)) * (size // 256) + bytes(size % 256)

    assert read(shut(text)) == text


@given(st.lists(st.binary(max_size=50_000), max_size=6))
def test_it_does_not_matter_in_which_pieces_it_came(chunks):
    assert read(shut(*chunks)) == b"".join(chunks)


def test_the_same_text_never_looks_the_same_twice():
    assert shut(b"text") != shut(b"text")


@given(st.integers(min_value=0, max_value=HEADER + 100 + 15))
def test_any_byte_that_changed_is_noticed(place):
    content = bytearray(shut(bytes(100)))
    content[place] ^= 1

    with pytest.raises(Unreadable):
        read(bytes(content))


@pytest.mark.parametrize(
    "altered",
    [
        lambda c: c[: HEADER + 2 * FRAME],
        lambda c: c[: HEADER + FRAME],
        lambda c: c[:HEADER],
        lambda c: c[: HEADER - 1],
        lambda c: c[:0],
        lambda c: c + b"x",
        lambda c: c[:HEADER] + c[HEADER + FRAME : HEADER + 2 * FRAME] + c[HEADER:],
        lambda c: c[:HEADER] + c[HEADER + FRAME :],
    ],
    ids=[
        "last gone",
        "two gone",
        "all gone",
        "in the head",
        "empty",
        "longer",
        "moved",
        "first gone",
    ],
)
def test_frames_cannot_be_dropped_moved_or_added(altered):
    content = shut(bytes(150_000))

    with pytest.raises(Unreadable):
        read(altered(content))


def test_it_opens_with_its_own_key_and_for_its_own_row_only():
    content = shut(b"text")

    with pytest.raises(Unreadable):
        read(content, key=bytes(32))
    with pytest.raises(Unreadable):
        read(content, bound_to="another row")
