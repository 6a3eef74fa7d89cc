"""The ledger's own job: signing the heads of the trees that grew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tocsin.jobs.schedules import schedule
from tocsin.ledger.checkpoints import make_checkpoint
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading


@schedule("ledger.checkpoint", cron="7 * * * *")
def checkpoint(*, school_id: UUID | None, at: datetime) -> None:
    """Sign the head of every school whose ledger grew since its last checkpoint."""
    for each in [school_id] if school_id else [pk for pk, _ in schools()]:
        with transaction.atomic(), reading(each):
            make_checkpoint(each, at=at)
