"""An anonymous report leaves no trace of who sent it, nor when: in no table, file or log line."""

import json
import re

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.incidents.evidence.pictures import TELLING
from tests.incidents.evidence.samples import upload
from tests.incidents.intake.door import STORY, code_on
from tests.incidents.intake.visited import (
    MARKS,
    SEED,
    Marked,
    exact_instants,
    new_rows,
    rows_of,
)
from tests.incidents.visits import Page
from tests.jobs.instances import copy_of, free_port, until
from tests.jobs.test_serving import status_of

BROKEN = "multipart/form-data"  # without the boundary that it needs
OF_ITS_OWN = re.compile(" tocsin.jobs |/readyz")
WAITING = "print(Job.objects.exclude(state='done').count())"
# Written all the time, whoever comes: that a worker is alive, and what is due by the clock.
CLOCKWORK = {"jobs_heartbeat", "ledger_checkpoint", "sqlite_sequence"}


@pytest.fixture(scope="module")
def visited(migrated, tmp_path_factory):
    """What was there before and after the visit, what the server said, and what the data holds."""
    with copy_of(migrated, tmp_path_factory.mktemp("unseen") / "data") as instance:
        made, port = json.loads(instance.say(SEED).splitlines()[-1]), free_port()
        # Mail about the report that was there before would stand among what the server says.
        quiet = {"TOCSIN_LOG_LEVEL": "INFO", "TOCSIN_MAIL_URL": "dummymail://"}
        server = instance.start("-m", "tocsin", "serve", PORT=port, **quiet)
        until(lambda: status_of(port, "/readyz") == 200, server)
        until(lambda: instance.say(WAITING) == "0", server)
        before = rows_of(instance)
        answers = visit(Marked(port, made["slug"], made["session"]), made["page"])
        after = rows_of(instance)
        server.terminate()
        said = server.stdout.read()
        files = {f: f.read_bytes() for f in instance.folder.rglob("*") if f.is_file()}
        verified = instance.run("verify", "--school", made["slug"])
        rows = without(made["other"], new_rows(before, after))
        yield answers, rows, said, files, verified


def without(incident_id, rows):
    """The rows but for those of an incident that was there before, whose reminders go on."""
    names = {incident_id, incident_id.replace("-", "")}
    kept = {t: {r for r in found if not any(n in r for n in names)} for t, found in rows.items()}
    return {table: found for table, found in kept.items() if found}


def visit(reader, unlucky_id):
    """Report without a name, with mistakes and a fault on the way, then come back and write."""
    answers = [
        reader.ask("/nowhere/"),
        reader.ask("/report/", b"nonsense", **{"Content-Type": BROKEN}),
    ]
    status, headers, page = reader.ask("/report/")
    told = {
        "who": {"relation": "staff"},
        "story": {"story": STORY},
        "name": {"protection": "anonymous"},
    }
    answers += [(status, headers, page), reader.press("/report/", page)]
    for step in ("who", "what", "story", "found", "whose", "done", "name"):
        status, headers, page = reader.press("/report/", page, **told.get(step, {}))
        answers.append((status, headers, page))
    answers.append(reader.press("/report/", page, "Send the report", id=unlucky_id))
    sent = reader.press("/report/", page, "Send the report")
    code = code_on(Page(200, "", sent[2]))
    answers += [sent, reader.press("/report/", page, "Send the report")]
    answers.append(reader.ask("/mailbox/", {"code": "1111 2222 3333 4444"}))
    box = reader.ask("/mailbox/", {"code": code})
    answers.append(box)
    for _ in range(2):
        answers.append(reader.press("/mailbox/", box[2], "Send to the school", words="More."))
    photo = {"code": code, "words": "", "added": upload("zebrafish.jpg", TELLING["photo.jpg"])}
    body = encode_multipart(BOUNDARY, photo)
    return [*answers, reader.ask("/mailbox/", body, **{"Content-Type": MULTIPART_CONTENT})]


def test_the_visit_was_a_real_one_with_everything_that_can_go_wrong(visited):
    answers, rows, *_ = visited
    statuses = [status for status, _, _ in answers]

    assert statuses == [404, 400, 200, 422, 200, 200, 200, 200, 200, 200, 200, 500, 200, 200, 422,
                        200, 200, 200, 200]  # fmt: skip
    assert any(STORY in row for row in rows["incidents_report"])
    assert any("More." in row for row in rows["incidents_message"])
    assert any("Picture 1.jpg" in row for row in rows["incidents_attachment"])


@pytest.mark.clause("SI-ANON")
def test_no_table_no_file_and_no_line_of_the_log_holds_a_mark_of_the_visitor(visited):
    _, rows, said, files, _ = visited
    everything = [*(row for found in rows.values() for row in found), said]

    found = [(mark, text) for mark in MARKS for text in everything if mark in text.lower()]
    in_files = [(mark, f) for mark in MARKS for f in files if mark.encode() in files[f].lower()]

    assert (found, in_files) == ([], [])
    assert "django_session" not in rows


@pytest.mark.clause("SI-ANON")
def test_nothing_says_when_it_was_more_exactly_than_the_day(visited):
    _, rows, said, *_ = visited
    left = {table: found for table, found in rows.items() if table not in CLOCKWORK}
    left["jobs_job"] = {row for row in left.get("jobs_job", ()) if "schedule:" not in row}

    assert exact_instants(left) == []
    assert [row for row in left["jobs_job"] if "incidents.alert" in row] != []
    times = re.findall(r"\d\d:\d\d:\d\d\S*", _without_clockwork(said))
    assert [time for time in times if not time.startswith("00:00:00")] == []


def test_a_fault_on_the_way_is_in_the_log_with_its_reference_and_its_place_alone(visited):
    answers, _, said, *_ = visited
    [fault] = [page for status, _, page in answers if status == 500]
    reference = re.search(r"<strong class=\"app-code\">(\w+)<", fault)[1]

    [line] = [line for line in said.splitlines() if reference in line]

    assert "IntegrityError in" in line
    assert "commands.py" in line
    assert STORY not in said


def test_no_answer_sets_a_cookie_or_may_be_kept(visited):
    for _, headers, _ in visited[0]:
        assert "Set-Cookie" not in headers
        assert headers["Cache-Control"] == "no-store"


def test_the_ledger_of_the_school_still_verifies(visited):
    verified = visited[4]

    assert verified.returncode == 0, verified.stdout + verified.stderr


def _without_clockwork(said):
    """What the server said but for its start, and for jobs that come round by the clock."""
    return "\n".join(line for line in said.splitlines()[1:] if not OF_ITS_OWN.search(line))
