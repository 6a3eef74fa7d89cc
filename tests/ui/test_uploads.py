"""Uploads: never more on the disk than is allowed, and always an answer that says so."""

from contextlib import ExitStack
from functools import partial

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

KILOBYTE = 1024


class Somebody:
    def __init__(self, *, is_authenticated):
        self.is_authenticated = is_authenticated


@pytest.fixture
def send(settings):
    settings.MAX_FILE_BYTES = 100 * KILOBYTE
    with ExitStack() as stack:
        yield partial(arrived, stack)


def arrived(stack, *sizes, user=None, **environ):
    """What arrives of files of so many bytes."""
    body = b"".join(
        b'--B\r\nContent-Disposition: form-data; name="added"; filename="a.pdf"\r\n\r\n'
        + b"x" * size + b"\r\n"
        for size in sizes
    )  # fmt: skip
    request = RequestFactory().generic(
        "POST", "/", body + b"--B--\r\n", "multipart/form-data; boundary=B", **environ
    )
    stack.callback(request.close)
    request.user = user or Somebody(is_authenticated=True)
    return request.FILES.getlist("added")


def test_a_file_within_the_limit_arrives_whole(send):
    [file] = send(100 * KILOBYTE)

    assert (file.size, len(file.read())) == (102_400, 102_400)


def test_of_a_file_above_the_limit_only_its_size_is_known(send):
    [big, small] = send(300 * KILOBYTE, KILOBYTE)

    assert (big.size, big.read()) == (307_200, b"")
    assert (small.size, len(small.read())) == (1024, 1024)


def test_five_of_the_largest_arrive_and_more_are_too_much_at_once(send):
    assert len(send(*[100 * KILOBYTE] * 5)) == 5

    with pytest.raises(RequestDataTooBig):
        send(*[100 * KILOBYTE] * 5, KILOBYTE)


def test_of_what_was_too_much_nothing_stays_behind(send, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    with pytest.raises(RequestDataTooBig):
        send(*[100 * KILOBYTE] * 6)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_for_somebody_who_is_not_signed_in(send):
    assert send(KILOBYTE, user=Somebody(is_authenticated=False)) == []


def test_what_would_take_for_ever_to_read_is_refused_unread(send):
    with pytest.raises(RequestDataTooBig):
        send(KILOBYTE, CONTENT_LENGTH=str(50 * 100 * KILOBYTE + 1))
