"""Jobs for the tests. They leave lines in files, so that a test sees them run in any process."""
# ruff: noqa: ARG001 - every job is told its school and the time, whether it asks or not

import os
import threading
from datetime import timedelta
from pathlib import Path

from tocsin.jobs.mail import deliver, message_id
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule


def leave(file, line):
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


def lines_of(file):
    return Path(file).read_text().split() if Path(file).exists() else []


@job("test.note")
def note(file, word, *, school_id, at):
    leave(file, word)


@job("test.fail", attempts=3, retry_after=timedelta(seconds=10))
def fail(*, school_id, at):
    raise ValueError("Maria Novak, Year 4")


@job("test.leave_python", attempts=2)
def leave_python(*, school_id, at):
    raise SystemExit(1)


@job("test.hang_once")
def hang_once(file, *, school_id, at):
    is_first = not lines_of(file)
    leave(file, "started")
    if is_first:
        threading.Event().wait()
    leave(file, "finished")


@job("test.wait_for_word")
def wait_for_word(file, *, school_id, at):
    Path(file).read_text()  # a named pipe: there is nothing to read until somebody writes


@job("test.mail")
def mail(to, *, school_id, at):
    deliver(
        [to],
        subject="You have something to do in Tocsin",
        text="Sign in to see it.",
        html="<p>Sign in to see it.</p>",
        headers={"List-Id": "alerts"},
        message_id=message_id("test", to),
    )


@schedule("test.nightly", cron="30 1 * * *")
def nightly(*, school_id, at):
    pass
