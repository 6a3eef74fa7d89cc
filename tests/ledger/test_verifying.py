"""Nobody changes anything behind the ledger's back without being found out."""

import base64
import re
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError, transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ledger.tampering import mend_head, tamperings, unprotected
from tests.ledger.whole_school import Whole, depth
from tests.worlds import FRIDAY, a_school
from tocsin.core.tree import leaf_hash
from tocsin.incidents.models import Incident, SearchWords
from tocsin.ledger.checkpoints import make_checkpoint
from tocsin.ledger.models import (
    Checkpoint,
    Content,
    DataKey,
    Entry,
    Head,
    recorded_models,
)
from tocsin.ledger.tenancy import reading
from tocsin.ledger.verifying import verify
from tocsin.ledger.writing import Record
from tocsin.schools.models import System

pytestmark = pytest.mark.django_db


def signed(whole):
    with reading(whole.school.pk):
        make_checkpoint(whole.school.pk, at=FRIDAY)
    return whole


@pytest.fixture
def whole():
    made = Whole()
    made.record_everything()
    return signed(made)


def test_a_school_that_nobody_tampered_with_holds(whole):
    verdict = verify(whole.school.pk)

    assert verdict.words().startswith("The ledger holds: ")
    assert verdict.holds
    assert (verdict.entries > 10, verdict.rows > 10, verdict.checkpoints) == (True, True, 1)


@pytest.mark.no_cover  # hundreds of verdicts: too slow with each line noted
def test_every_single_tampering_is_found_and_named(whole):
    unnoticed, refused, ways = [], 0, tamperings(whole)

    for name, tamper, said in ways:
        with unprotected(whole.school.pk):
            try:
                with transaction.atomic():
                    tamper()
            except DatabaseError:  # the database's own rules forbid even that
                refused += 1
                continue
            fault = verify(whole.school.pk).fault
        if not re.search(said, fault or "nothing"):
            unnoticed.append((name, fault))

    assert unnoticed == []
    assert len(ways) - refused > 250
    assert verify(whole.school.pk).holds


@pytest.mark.no_cover  # hundreds of verdicts: too slow with each line noted
def test_no_character_of_an_entry_can_be_changed_even_with_its_hash(whole):
    with reading(whole.school.pk):
        entries = list(Entry.objects.filter(school_id=whole.school.pk))

    @settings(max_examples=150, deadline=None, database=None)
    @given(
        st.sampled_from(entries), st.integers(0, 10_000), st.characters(codec="utf-8"), st.data()
    )
    def find(entry, place, character, data):
        place %= len(entry.body)
        assume(entry.body[place] != character and character != "\0")
        body = entry.body[:place] + character + entry.body[place + 1 :]
        leaf = leaf_hash(body.encode()).hex() if data.draw(st.booleans()) else entry.leaf
        with unprotected(whole.school.pk):
            Entry.objects.filter(pk=entry.pk).update(body=body, leaf=leaf)
            assert not verify(whole.school.pk).holds

    find()


def test_a_checkpoint_says_which_entries_are_not_those_it_signed(whole):
    school_id = whole.school.pk
    with unprotected(school_id):
        entry = Entry.objects.filter(school_id=school_id, number=2)
        body = entry.get().body.replace('"at":"2026', '"at":"2025')
        entry.update(body=body, leaf=leaf_hash(body.encode()).hex())
        mend_head(school_id)

        fault = verify(school_id).fault

    assert "entries are not those that the checkpoint made 3:40pm on Friday 20 November" in fault


def test_a_checkpoint_signed_with_another_key_is_not_believed(whole):
    other = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    with unprotected(whole.school.pk):
        note = Checkpoint.objects.get(school_id=whole.school.pk)
        text = note.note.partition("\n\n")[0] + "\n"
        written = base64.b64encode(key_hash_of(other) + other.sign(text.encode())).decode()
        Checkpoint.objects.filter(pk=note.pk).update(note=f"{text}\n— tocsin {written}\n")

        assert "not signed with this instance's key" in verify(whole.school.pk).fault


def key_hash_of(key):
    raw = b"\x01" + key.public_key().public_bytes_raw()
    return sha256(b"tocsin\n" + raw).digest()[:4]


def test_what_disposal_destroyed_is_not_missed(whole):
    school_id, incident = whole.school.pk, whole.incident
    rows = [
        row
        for model in sorted(recorded_models(), key=depth, reverse=True)
        if any(field.related_model is Incident for field in model._meta.concrete_fields)
        for row in rows_of(model, school_id)
    ]
    with unprotected(school_id):
        dispose(incident, rows)

        assert verify(school_id).words().startswith("The ledger holds")


def test_a_content_and_its_key_that_nobody_disposed_of_are_missed(whole):
    school_id, incident = whole.school.pk, whole.incident
    with unprotected(school_id):
        number = Entry.objects.get(school_id=school_id, subject=incident.ledger_name).number
        Content.objects.filter(school_id=school_id, number=number).delete()
        DataKey.objects.filter(pk=incident.pk).delete()

        assert verify(school_id).fault == f"The content of entry {number} is missing."


def rows_of(model, school_id):
    with reading(school_id):
        return list(model.objects.filter(school_id=school_id))


def dispose(incident, rows):
    """What disposal will do: remove the rows, say so, and destroy the key with every content."""
    school_id = incident.school_id
    incident.agenda.all().delete()
    SearchWords.objects.filter(incident=incident).delete()
    head, name, key_id = Head.objects.get(pk=school_id), incident.ledger_name, incident.pk
    record = Record(head, incident, System(school_id), FRIDAY)
    record("incident.disposed", removed=[*rows, incident], key_destroyed=str(key_id))
    head.save()
    numbers = Entry.objects.filter(school_id=school_id, subject=name)
    own = {"school_id": school_id, "number__in": numbers.values("number")}
    Content.objects.filter(**own).delete()
    DataKey.objects.filter(pk=key_id).delete()


def test_an_untouched_school_is_no_suspect_of_its_neighbour(whole):
    neighbour = a_school()

    with unprotected(whole.school.pk):
        Entry.objects.filter(school_id=whole.school.pk, number=1).delete()

        assert not verify(whole.school.pk).holds
        assert verify(neighbour.pk).holds
