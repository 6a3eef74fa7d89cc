"""What is long still fits on the paper of the card, and what is missing is said."""

import re
import subprocess

import pytest

from tests.incidents.visits import Visitor
from tests.kept import kept
from tests.registers.keeping import a_contact
from tests.registers.test_card import words_on
from tests.worlds import FRIDAY, a_school, a_team
from tocsin.core.roles import Role
from tocsin.registers.card.content import content_of
from tocsin.registers.card.paper import as_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
A4_WIDTH, MARGIN = 595.3, 14 * 72 / 25.4 - 1
LONG_ADDRESS = "data.protection.and.information.security.incidents@northumberland-learning.example"


def boxes(pdf, tmp_path):
    """Each word on the page and where it ends, in points from the left."""
    file = tmp_path / "boxes.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)  # noqa: S603, S607
    found = re.findall(r'xMax="([\d.]+)"[^>]*>([^<]*)<', told.stdout.decode())
    return [(word, float(right)) for right, word in found]


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank Primary School")))


@pytest.fixture
def priya(team):
    return Visitor(team[Role.DEPUTY_DPO])


def test_a_long_address_is_printed_whole_and_a_missing_phone_is_said(team, priya, tmp_path):
    a_contact(team[Role.DEPUTY_DPO], phone="", email=LONG_ADDRESS)
    a_contact(team[Role.DEPUTY_DPO], "legal", phone="01632 960 700" * 3, email="")

    pdf = as_pdf(content_of(team[Role.HEAD].school, FRIDAY), FRIDAY.date())

    words, pages = words_on(pdf, tmp_path)
    assert pages == 1
    assert "no phone known: ask the school" in priya.open("/contacts/card/").words
    assert f"no phone known: {LONG_ADDRESS}" in priya.open("/contacts/card/").words
    inside = boxes(pdf, tmp_path)
    # The address goes over several lines of its cell, and none of it over the edge.
    assert LONG_ADDRESS in "".join(word for word, _ in inside).replace("\u200b", "")
    assert "no phone known" in words
    assert max(right for _, right in inside) <= A4_WIDTH - MARGIN
