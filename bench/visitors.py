"""Who visits, and which addresses: python -m bench.visitors DRAFTS prints them as JSON."""

import json
import os
import sys
from typing import Any

from tocsin import startup


def main() -> None:
    startup.prepare(os.environ)
    from django.utils import timezone  # noqa: PLC0415 - after startup.prepare()

    from bench.names import LARGE, MEDIUM  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - an edge
    visits = {slug: _visit(slug, int(sys.argv[1]), at) for slug in (LARGE, MEDIUM)}
    print(json.dumps(visits))


def _visit(slug: str, drafts: int, at: Any) -> dict[str, Any]:
    from tocsin.core.roles import Role  # noqa: PLC0415
    from tocsin.ledger.tenancy import reading  # noqa: PLC0415
    from tocsin.schools.queries import holders, school_at  # noqa: PLC0415

    school = school_at(slug)
    staff = holders(school.pk, Role.STAFF)
    reporter = next(each for each in staff if each.roles == ["staff"])
    (deputy,) = holders(school.pk, Role.DEPUTY_DPO)
    with reading(school.pk):
        return {
            "deputy": _session(deputy),
            "reporter": _session(reporter),
            "drafts": _drafts(reporter, drafts, at),
            **_ten_thousand(school.pk),
            **_incidents(school.pk),
        }


def _session(member: Any) -> str:
    """Sign somebody in with two factors; their session's key."""
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(member.person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": 0}, {"method": "mfa", "at": 0}
    ]  # fmt: skip
    session["account_authentication_methods_user"] = str(member.person_id)
    session.save()
    return str(session.session_key)


def _drafts(by: Any, count: int, at: Any) -> list[str]:
    """Finished reports that only have to be sent, each the copy of one really typed."""
    from django.http import QueryDict  # noqa: PLC0415

    from bench.shapes import stories  # noqa: PLC0415
    from tocsin.incidents.models import Draft  # noqa: PLC0415
    from tocsin.incidents.report import drafts  # noqa: PLC0415

    typed = {
        "what": "what=email",
        "story": f"story={next(stories(0))}&is_continuing=no",
        "found": "found=today",
        "whose": "whose=pupils&whose=parents&how_many=100",
        "done": "already_done=We+asked+them+to+delete+it.",
    }
    first = drafts.begin(by, at)
    for step, query in typed.items():
        drafts.keep(first, step, QueryDict(query), at)
    copies = [
        Draft(school_id=by.school_id, person_id=by.person_id, answers=first.answers, changed_at=at)
        for _ in range(count)
    ]
    Draft.objects.bulk_create(copies)
    return [str(draft.pk) for draft in copies]


def _incidents(school_id: Any) -> dict[str, str]:
    """An open incident with a long timeline, and a closed one with a longer."""
    from tocsin.incidents.models import Decision, Incident  # noqa: PLC0415

    ours = Incident.objects.filter(school_id=school_id).order_by("-number")
    unclosed = ours.filter(status="open", cause__gt="").exclude(severity="").first()
    decided = Decision.objects.filter(school_id=school_id, incident__status="closed").first()
    assert unclosed is not None
    assert decided is not None
    return {"open": str(unclosed.pk), "closed": str(decided.incident_id)}


def _ten_thousand(school_id: Any) -> dict[str, Any]:
    """The filter that shows the newest 10,000 incidents or a few more, and how many they are."""
    from tocsin.core.clock import LONDON  # noqa: PLC0415
    from tocsin.incidents.models import Incident  # noqa: PLC0415

    ours = Incident.objects.filter(school_id=school_id).order_by("-number")
    found = ours[10_000:10_001].first() or ours.last()
    midnight = found.reported_at.astimezone(LONDON).replace(hour=0, minute=0, second=0)
    query = f"since_day={midnight.day}&since_month={midnight.month}&since_year={midnight.year}"
    return {"since": query, "since_count": ours.filter(reported_at__gte=midnight).count()}


if __name__ == "__main__":
    main()
