"""The people affected by an incident: sealed, and known again."""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from tocsin.core.addressees import Held, Subject, To, held, written_to
from tocsin.core.canonical import canonical
from tocsin.core.clock import LONDON
from tocsin.incidents.models import AffectedPerson, Incident
from tocsin.ledger.keys import known_key, seal, unseal
from tocsin.ledger.tenancy import reading
from tocsin.policies.queries import pack_of


@dataclass(frozen=True)
class Known:
    """What is sealed about one person: nothing of it ever stands in a column."""

    name: str
    born: str = ""  # a date
    parent: str = ""  # the parent or carer who is written to
    email: str = ""
    postal: str = ""
    why_addressed: str = ""
    why_word: str = ""
    number: str = ""  # a class or a number that tells people with one name apart

    @property
    def born_on(self) -> date | None:
        """The date of birth."""
        return date.fromisoformat(self.born) if self.born else None


@dataclass(frozen=True)
class Person:
    """One person with what is known of them, and what follows of it today."""

    row: AffectedPerson
    known: Known
    to: To | None
    held: Held | None

    @property
    def addressee(self) -> str:
        """The name of whoever is written to."""
        return self.known.parent if self.to is To.PARENT else self.known.name


def new_person(
    incident: Incident, known: Known, *, key: bytes, **columns: object
) -> AffectedPerson:
    """A row, not saved, for somebody on the list; only inside `writing`."""
    row = AffectedPerson(id=uuid4(), incident=incident, school_id=incident.school_id, **columns)
    put_in(row, known, key=key)
    return row


def put_in(row: AffectedPerson, known: Known, *, key: bytes) -> None:
    """Seal what is known of the person into the row."""
    row.sealed = seal(key, json.dumps(vars(known)).encode(), row.ledger_name)
    row.likeness = likeness_of(known, key, beside=row.pupil not in {None, row.pk})


def known_of(row: AffectedPerson, key: bytes) -> Known:
    """What is sealed about the person. Whoever calls this has recorded that the list is opened."""
    return Known(**json.loads(unseal(key, bytes(row.sealed), row.ledger_name)))


def pupil_of(row: AffectedPerson) -> UUID:
    """The same for all rows about one person, who may have several contacts."""
    return row.pupil or row.pk


def likeness_of(known: Known, key: bytes, *, beside: bool = False) -> str:
    """The same for the same person, and nothing to anybody without the incident's key.

    beside: of one more contact of somebody whose first contact is a row of its own.
    """
    told = [known.name.casefold(), known.born]
    if not known.born:  # of two with one name the address tells which is which
        told += [known.email.casefold(), known.postal.casefold()]
        told += [known.number.casefold()] if known.number else []
    if beside:
        told += ["contact", known.parent.casefold(), known.email, known.postal]
    own = hmac.digest(key, b"tocsin person likeness", "sha256")
    return hmac.digest(own, canonical(told), "sha256").hex()


def key_of(incident: Incident) -> bytes:
    """The incident's own key."""
    return known_key(incident.pk, school_id=incident.school_id)


def people_of(incident: Incident, at: datetime) -> list[Person]:
    """Everybody on the list by name, as they are written to on the day of `at`."""
    with reading(incident.school_id):
        rows = list(AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident))
    return opened(incident, rows, at)


def names_of(incident: Incident) -> Iterator[str]:
    """The names on the list and of whoever is written to, to hide them: nobody is shown them."""
    with reading(incident.school_id):
        rows = list(AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident))
    key = key_of(incident) if rows else b""
    for row in rows:
        known = known_of(row, key)
        yield from filter(None, (known.name, known.parent, known.email))


def opened(incident: Incident, rows: Iterable[AffectedPerson], at: datetime) -> list[Person]:
    """These rows with what is sealed in them, by name."""
    key, day = key_of(incident), at.astimezone(LONDON).date()
    up_to = age_rule(incident)
    found = []
    for row in rows:
        known = known_of(row, key)
        subject = subject_of(row, known)
        found.append(Person(row, known, written_to(subject, day, up_to), held(subject, day, up_to)))
    return sorted(found, key=lambda each: (each.known.name.casefold(), each.row.pk))


def subject_of(row: AffectedPerson, known: Known) -> Subject:
    """What the rule may know of the person."""
    return Subject(
        is_pupil=row.kind == AffectedPerson.Kind.PUPIL, born=known.born_on,
        has_parent=bool(known.parent), flags=row.flags, addressed_to=row.addressed_to,
        word=row.word,
    )  # fmt: skip


def age_rule(incident: Incident) -> int | None:
    """Up to which age a parent or carer is written to; None when the school decides each time."""
    found: int | None = pack_of(incident.pack_version_id).pupils.parents_told_up_to_age
    return found


def is_listed(incident: Incident, person_id: UUID) -> bool:
    """Whether the person is on the list of this incident."""
    with reading(incident.school_id):
        rows = AffectedPerson.objects.filter(school_id=incident.school_id, incident=incident)
        return rows.filter(pk=person_id).exists()
