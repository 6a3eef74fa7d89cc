"""Coming back with a code, however many wrong ones come in beside it. See decision 0047."""

from datetime import datetime

from tocsin.incidents.intake import budget
from tocsin.incidents.models import Report
from tocsin.incidents.receipts import report_behind, worth_trying
from tocsin.schools.models import School


def come_back(school: School, code: str, *, at: datetime) -> tuple[Report | None, bool]:
    """The report that the code belongs to; without one, whether to say "busy", not "unknown".

    What a code is looked up by decides first, and cheaply: a flood of wrong codes falls beside
    the receipts, and whoever has a right one waits for none of it. Source: SI-ANON.
    """
    receipts = worth_trying(school.pk, code)
    if receipts:
        if not budget.TRIES.spend((school.pk, receipts[0].lookup), at):
            return None, True
        found = report_behind(receipts, code)
        return found, found is None and not budget.WRONG.spend(school.pk, at)
    if not budget.WRONG.spend(school.pk, at):
        return None, True
    return report_behind((), code), False
