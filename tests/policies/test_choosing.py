"""A school chooses a policy, uploads its own, and says from when."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.policies.pages import Desk, words_of
from tests.worlds import a_school, pack_text
from tocsin.policies.queries import versions_of
from tocsin.policies.shipped import SHIPPED

pytestmark = pytest.mark.django_db


LONG_AGO = {"in_force_on_day": "1", "in_force_on_month": "9", "in_force_on_year": "2020"}
MUCH_LATER = {"in_force_on_day": "1", "in_force_on_month": "9", "in_force_on_year": "2190"}
WHY = {"reason": "The governors asked."}


@pytest.mark.parametrize("key", ["security-incidents", "breach-response-plan", "recommended"])
def test_a_school_can_adopt_each_of_the_three_policies_from_today(key):
    desk = Desk(a_school())

    answer = desk.send("choose/", {"pack": key, "reason": ""})

    assert answer.status_code == 302
    assert desk.newest.key == key
    assert "Version 2, in force since" in desk.read()


def test_a_policy_cannot_take_effect_in_the_past():
    desk = Desk(a_school())

    answer = desk.send("choose/", {"pack": "recommended", **LONG_AGO})

    assert answer.status_code == 422
    assert "Choose today or a later day." in words_of(answer)
    assert len(versions_of(desk.school.pk)) == 1


def test_a_policy_that_starts_later_leaves_the_present_one_in_force():
    desk = Desk(a_school())

    desk.send("choose/", {"pack": "security-incidents", **MUCH_LATER})

    assert "Version 1, in force since" in desk.read()
    assert "Version 2 takes effect on" in desk.read()
    assert "Version 2, takes effect on" in desk.read("versions/2/")


def test_a_policy_of_ones_own_is_taken_from_a_file():
    desk = Desk(a_school())
    text = pack_text("security-incidents").replace("Security Incidents Policy", "Our own rules")

    file = SimpleUploadedFile("ours.toml", text.encode())
    answer = desk.send("upload/", {"file": file, "reason": "Ours."})

    assert answer.status_code == 302
    assert desk.newest.name == "Our own rules"


def test_a_policy_with_mistakes_names_each_line_and_keeps_the_text():
    desk = Desk(a_school())
    text = (SHIPPED / "recommended.toml").read_text().replace('"yellow"', '"purple"')

    answer = desk.send("upload/", {"text": text, "reason": "Ours."})

    words = words_of(answer)
    assert answer.status_code == 422
    assert "Line 29: levels[2].colour must be one of grey, white, blue" in words
    assert "purple" in answer.context["form"]["text"].value()
    assert len(versions_of(desk.school.pk)) == 1


def test_a_file_with_mistakes_is_shown_to_be_put_right():
    desk = Desk(a_school())
    file = SimpleUploadedFile("ours.toml", b"[pack]\nkey = 1\n")

    answer = desk.send("upload/", {"file": file, "reason": "Ours."})

    assert "Line 2: pack.key must be text in quotes." in words_of(answer)
    assert answer.context["form"]["text"].value() == "[pack]\nkey = 1\n"


def test_a_policy_may_tighten_the_72_hours_and_never_loosen_them():
    desk = Desk(a_school())
    text = pack_text("breach-response-plan")

    looser = desk.send("upload/", {"text": text.replace("amount = 72", "amount = 96")} | WHY)
    tighter = desk.send("upload/", {"text": text.replace("amount = 72", "amount = 24")} | WHY)

    assert "the law allows no more" in words_of(looser)
    assert tighter.status_code == 302
    assert "This policy gives less: 24 hours." in desk.read()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file or enter the text of the policy"),
        ({"text": "x = " + "[" * 5000}, "Line 1: The text is not TOML here"),
        ({"text": "x = " + "9" * 5000}, "Line 1: The text is not TOML here"),
        ({"text": f"[pack]\nkey = '{'k' * 31}'\nname = 'N'\nnation = 'wales'"}, "30 at most"),
        ({"text": "not toml"}, "Line 1: The text is not TOML here"),
        ({"file": SimpleUploadedFile("a.toml", b"\xff\xfe\x00")}, "must be text saved as UTF-8"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF")}, "“a.pdf” must be a TOML file"),
    ],
    ids=["nothing", "nested", "huge", "long key", "prose", "latin", "pdf"],
)
def test_what_is_no_policy_is_refused_in_words(sent, said):
    answer = Desk(a_school()).send("upload/", sent | WHY)

    assert answer.status_code == 422
    assert said in words_of(answer)
