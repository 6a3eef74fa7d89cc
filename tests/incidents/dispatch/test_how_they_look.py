"""What a letter looks like to whoever gets it: headings, and a subject that names nobody."""

import io
from zipfile import ZipFile

import pytest
from docx import Document

from tests.incidents.dispatch.posting import fetched, letters, make
from tests.incidents.dispatch.prepared import letters_wait
from tests.incidents.dispatch.test_mail import mails, work
from tests.incidents.letter_paper.papers import a_paper, upload, words_of
from tests.jobs.test_delivering import Server, listening
from tests.notices import written
from tocsin.incidents.letters import content_of
from tocsin.incidents.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FIRST = ["What happened", "How and when it happened"]


@pytest.mark.usefixtures("notice")
def test_each_part_stands_under_its_heading_in_word(priya, incident):
    content, _ = fetched(priya, make(priya, incident), "word")

    paragraphs = Document(io.BytesIO(content)).paragraphs
    headings = [each.text for each in paragraphs if each.style.name == "Heading 2"]
    assert headings[:2] == FIRST


@pytest.mark.usefixtures("notice")
def test_each_part_stands_under_its_heading_on_the_schools_own_paper(priya, incident):
    own = "{%p for part in parts %}", "{{ part.heading }}|{{ part.words }}", "{%p endfor %}"
    priya.post("/letters/paper/", file=upload(a_paper(*own)))
    content, _ = fetched(priya, make(priya, incident), "own-paper/1")

    first = ZipFile(io.BytesIO(content)).read("letter-0001.docx")
    assert "What happened|It is about Ann Lee and Ben Lee." in words_of(first)


def test_each_part_stands_under_its_heading_in_a_mail(port):
    letters_wait()

    with listening(Server(), port) as server:
        work()

    html = mails(server)[0].get_body(("html",)).get_content()
    assert "<h2>What happened</h2>" in html
    assert "<p>We sent a list with your name" in html


@pytest.mark.parametrize("place", ["{name}", "{child}"])
def test_a_subject_that_names_somebody_is_not_put_up(priya, incident, by, place):
    notice = written(incident, by, subject=f"About {place}")

    page = priya.post(f"/incidents/{incident.pk}/notices/{notice.pk}/put-up/", seen=notice.revision)

    assert f"The subject has {place} in it. Others may see it: write it without." in page.words


@pytest.mark.usefixtures("notice")
def test_a_subject_that_was_cleared_before_names_nobody_either(priya, incident):
    Notice.objects.filter(incident=incident).update(subject="{school}: {child}, {name}")

    make(priya, incident)

    subjects = {content_of(each).subject for each in letters(incident)}
    assert subjects == {f"{incident.school.name}: your child, you"}
