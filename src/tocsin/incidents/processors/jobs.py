"""Companies that have not answered are reminded."""

from datetime import datetime
from uuid import UUID

from tocsin.core.actions import ActionState
from tocsin.incidents.models import Action
from tocsin.incidents.processors.commands import remind_company
from tocsin.incidents.processors.queries import to_remind
from tocsin.jobs.queue import enqueue
from tocsin.jobs.registry import job
from tocsin.jobs.schedules import schedule
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading

WAITING = {ActionState.OPEN, ActionState.RETURNED}


@schedule("processors.remind-all", cron="35 8 * * *")
def remind_all(*, school_id: UUID | None, at: datetime) -> None:
    """Have every company reminded whose answer is due within a day, or late."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with reading(each):
            found = to_remind(each, at)
        for action in found:
            enqueue(
                "processors.remind", at=at, school_id=each, action=str(action.pk),
                unique_key=f"processors.remind:{action.pk}:{at:%Y-%m-%d}",
            )  # fmt: skip


@job("processors.remind", attempts=5)
def remind(*, action: str, school_id: UUID, at: datetime) -> None:
    """Remind one company, unless it answered meanwhile."""
    with reading(school_id):
        rows = Action.objects.filter(school_id=school_id, pk=action)
        row = rows.select_related("incident").get()
    if row.state in WAITING and row.is_reachable(at):
        remind_company(row, at=at)
