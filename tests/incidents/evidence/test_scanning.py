"""Scanning files with a real clamd: clean, held back, or not scanned and said so."""

import socket
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.incidents.evidence.clamd import BAD, CLAMD, LIMIT, scanning
from tests.incidents.evidence.samples import PDF, office, upload
from tests.incidents.test_alerts import work_at
from tests.jobs.instances import free_port
from tests.worlds import FRIDAY
from tocsin.incidents.evidence.commands import open_file
from tocsin.incidents.jobs import scan_waiting
from tocsin.incidents.keeping.inspecting import scan
from tocsin.incidents.keeping.scanner import ScannerAway, found_in
from tocsin.incidents.models import FileScan
from tocsin.jobs.models import Job, State
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CLAMD, reason="clamd is not installed here"),
]
HELD = "is held back: a virus scanner found something in it."


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    with scanning(tmp_path_factory.mktemp("clamd")) as where:
        yield where


@pytest.fixture
def scanner(settings, clamd):
    settings.CLAMAV = clamd


def jobs_of_scans():
    return Job.objects.filter(name="incidents.scan")


@pytest.mark.usefixtures("scanner")
def test_a_clean_file_is_said_to_be_scanned_only_once_it_was(scene):
    scene.report(upload("notice.pdf"))
    before = scene.priya.open(scene.files).words
    work_at(FRIDAY)

    after = scene.priya.open(scene.files).words

    assert "Not scanned for viruses yet." in before
    assert "No virus was found in it." in after
    assert "File scanned for viruses by Tocsin" in (
        scene.priya.open(f"/incidents/{scene.incident.pk}/timeline/").words
    )
    assert verify(scene.school.pk).holds


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize(
    ("name", "content"),
    [("bad.txt", BAD), ("bad.docx", office("wordprocessingml.document.main+xml", a=BAD))],
)
def test_a_file_with_a_virus_is_held_back_from_everybody(scene, name, content):
    scene.report(upload(name, content))
    [row] = scene.rows()
    work_at(FRIDAY)

    team, own = scene.priya.open(scene.files), scene.tom.open(scene.own)

    for page in (team, own):
        assert "Held back: a virus scanner found something in it." in page.words
        assert "Download" not in page.words
    fetched = scene.priya.client.post(f"{scene.priya.base}{scene.files}{row.pk}/")
    own_fetched = scene.tom.client.get(f"{scene.tom.base}{scene.own}{row.pk}/")
    assert (fetched.status_code, own_fetched.status_code) == (422, 422)
    assert HELD in fetched.content.decode()
    assert BAD not in fetched.content + own_fetched.content
    assert (
        "Own.EICAR-1.UNOFFICIAL"
        in scene.priya.open(f"/incidents/{scene.incident.pk}/timeline/").words
    )


@pytest.mark.usefixtures("scanner")
def test_whoever_looks_after_the_case_is_alerted_that_there_is_something_to_do(scene, mailoutbox):
    work_at(FRIDAY)  # the alert about the report itself
    before = len([mail for mail in mailoutbox if mail.to == [scene.deputy.person.email]])
    scene.report(upload("virus.txt", BAD))

    work_at(FRIDAY)

    alerts = [mail for mail in mailoutbox if mail.to == [scene.deputy.person.email]]
    assert len(alerts) == before + 1
    assert "virus" not in alerts[-1].subject + alerts[-1].body


@pytest.mark.usefixtures("scanner")
def test_a_file_above_the_scanner_s_limit_is_not_called_clean(scene):
    scene.report(upload("big.pdf", PDF + bytes(3 * LIMIT)))
    work_at(FRIDAY)

    words = scene.priya.open(scene.files).words

    assert "Not scanned for viruses: the scanner does not take files of this size." in words
    assert "No virus was found" not in words


def test_a_scanner_that_is_down_leaves_the_file_not_scanned_and_is_asked_again(
    scene, settings, tmp_path
):
    port = free_port()
    settings.CLAMAV = f"127.0.0.1:{port}"
    scene.report(upload("notice.pdf"))
    work_at(FRIDAY)
    assert jobs_of_scans().get().state == State.QUEUED
    assert "Not scanned for viruses yet." in scene.priya.open(scene.files).words

    with scanning(tmp_path, port=port):
        work_at(FRIDAY + timedelta(minutes=1))

    assert "No virus was found in it." in scene.priya.open(scene.files).words


def test_what_was_never_scanned_is_asked_about_the_next_night(scene, settings, clamd):
    scene.report(upload("notice.pdf"))
    scan_waiting(school_id=scene.school.pk, at=FRIDAY)
    assert not jobs_of_scans().exists()  # no scanner is set up

    settings.CLAMAV = clamd
    scan_waiting(school_id=None, at=FRIDAY)
    work_at(FRIDAY)

    assert "No virus was found in it." in scene.priya.open(scene.files).words
    scan_waiting(school_id=None, at=FRIDAY + timedelta(days=1))
    assert jobs_of_scans().count() == 1


def test_it_listens_on_a_socket_of_the_file_system_too(settings, tmp_path):
    with scanning(tmp_path, by_file=True) as where:
        settings.CLAMAV = where

        assert found_in([b"good"]) == ""
        assert found_in([b"x", BAD]) == "Own.EICAR-1.UNOFFICIAL"


@pytest.mark.parametrize("said", [b"", b"stream: Something odd\0", b"x" * 5000])
def test_an_answer_that_we_do_not_know_is_never_taken_for_clean(settings, said):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMAV = f"127.0.0.1:{server.getsockname()[1]}"

        def answer():
            with server.accept()[0] as asked:
                asked.sendall(said)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ScannerAway):
            found_in([b"x" * 100_000] * 20)
        thread.join()


@pytest.mark.usefixtures("scanner")
def test_a_file_scanned_twice_by_two_workers_is_recorded_once(scene):
    scene.report(upload("notice.pdf"))
    [row] = scene.rows()

    for _ in range(2):
        scan(scene.school.pk, row.pk, at=FRIDAY)

    with reading(scene.school.pk):
        assert FileScan.objects.filter(attachment=row).count() == 1


@pytest.mark.parametrize("change", [{"result": "found"}, {"finding": "Eicar"}])
@pytest.mark.usefixtures("scanner")
def test_the_database_keeps_no_finding_without_its_name(scene, change):
    scene.report(upload("notice.pdf"))
    work_at(FRIDAY)

    with (
        reading(scene.school.pk),
        pytest.raises(IntegrityError, match="scan_names_a_finding_exactly_when_there_is_one"),
        transaction.atomic(),
    ):
        FileScan.objects.filter(school=scene.school).update(**change)
    [row] = scene.rows()
    assert b"".join(open_file(row, by=scene.deputy, at=FRIDAY)) == PDF
