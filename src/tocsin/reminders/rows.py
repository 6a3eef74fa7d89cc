"""The rows of alerts, with the messages they are sent in and the jobs that send them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.incidents.models import Alert, AlertMail, Incident
from tocsin.jobs.queue import enqueue
from tocsin.reminders.messages import mail_id, token_hash

TOGETHER = timedelta(seconds=20)  # what comes up for several incidents goes in one message


@dataclass(frozen=True)
class Call:
    """One stage of one duty and those it is told to. `role` is whom it is meant for."""

    duty: str
    due_at: datetime
    stage: str
    role: str
    people: frozenset[UUID]
    caught_up: bool = False


def put_down(
    incident: Incident, calls: Iterable[Call], *, occasion: str, at: datetime, wait: timedelta
) -> None:
    """Write an alert for each person and stage, and queue one message for each person.

    Only inside a transaction that holds the school's turn. What was told before is not told again.
    """
    wanted = [
        Alert(
            school_id=incident.school_id, incident=incident, person_id=person,
            mail_id=mail_id(incident.school_id, occasion, person), duty=call.duty,
            due_at=call.due_at, stage=call.stage, role=call.role, caught_up=call.caught_up, at=at,
        )
        for call in calls
        for person in sorted(call.people)
    ]  # fmt: skip
    mails = {row.mail_id: row.person_id for row in wanted}
    AlertMail.objects.bulk_create(
        [
            AlertMail(
                pk=pk, school_id=incident.school_id, person_id=person, at=at,
                token_hash=token_hash(pk),
            )
            for pk, person in mails.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    Alert.objects.bulk_create(wanted, ignore_conflicts=True)
    for pk in mails:
        enqueue(
            "reminders.mail",
            at=at,
            run_at=at + wait,
            school_id=incident.school_id,
            unique_key=f"alert-mail:{pk}",
            mail=str(pk),
        )
