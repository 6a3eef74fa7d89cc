"""The token that ties a mail to its thread."""

from uuid import UUID

import pytest
from django.test import override_settings

from tests.worlds import FRIDAY
from tocsin.incidents.models import Message, Thread
from tocsin.incidents.threads import (
    mail_id,
    message_row,
    reply_address,
    reply_token,
    thread_id_from,
    thread_id_in,
)

SOME = UUID("5f0c2d7e-8a1b-4c3d-9e2f-0a1b2c3d4e5f")


def test_the_token_of_a_thread_is_40_characters_and_names_it_in_capitals_or_not():
    token = reply_token(Thread(pk=SOME))

    assert len(token) == 40
    assert thread_id_from(token) == SOME
    assert thread_id_from(f" {token.upper()} ") == SOME


def test_a_token_that_was_altered_cut_or_made_up_names_no_thread():
    token = reply_token(Thread(pk=SOME))
    altered = token[:-1] + ("a" if token[-1] != "a" else "b")

    tried = [altered, token[:-8], token + "aaaaaaaa", "", "é", "a" * 40]

    assert [thread_id_from(each) for each in tried] == [None] * 6


def test_another_instance_knows_nothing_of_our_tokens():
    token = reply_token(Thread(pk=SOME))

    with override_settings(INSTANCE_KEY=b"another key of thirty-two bytes."):
        assert thread_id_from(token) is None


def test_an_answer_is_threaded_by_its_address_and_by_the_mail_it_answers():
    thread = Thread(pk=SOME)

    address = reply_address(thread, "dpo@alderbank.example")

    assert address.startswith("dpo+t-")
    assert address.endswith("@alderbank.example")
    assert thread_id_in(f"School <{address.upper()}>") == SOME
    assert thread_id_in("", f"<other@mail.example> {mail_id(thread, SOME)}") == SOME
    assert thread_id_in("dpo@alderbank.example", "<t-short@example.org>") is None


def test_a_mailbox_whose_name_leaves_no_room_for_the_token_is_used_as_it_is():
    address = reply_address(Thread(pk=SOME), "data-protection-officers@alderbank.example")

    assert address == "data-protection-officers@alderbank.example"


def test_a_mail_that_is_tried_again_has_the_same_message_id_and_another_has_another():
    thread = Thread(pk=SOME)

    assert mail_id(thread, "a") == mail_id(thread, "a")
    assert mail_id(thread, "a") != mail_id(thread, "b")


@pytest.mark.django_db
def test_a_message_belongs_to_the_incident_and_the_school_of_its_thread():
    thread = Thread(pk=SOME, incident_id=UUID(int=2), school_id=UUID(int=3))

    row = message_row(
        thread, direction=Message.Direction.IN, words="Yes.", by_id=None, by_mail=True, at=FRIDAY
    )

    assert (row.thread_id, row.incident_id, row.school_id) == (SOME, UUID(int=2), UUID(int=3))
