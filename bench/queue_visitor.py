"""The DPO of every school: python -m bench.queue_visitor makes one and prints their session.

With a session it prints as JSON how many statements each of the pages asks.
"""

import json
import os
import sys

from tocsin import startup


def main() -> None:
    startup.prepare(os.environ)
    from bench.counting import _queries  # noqa: PLC0415 - after startup.prepare()
    from bench.queues import PAGES  # noqa: PLC0415

    if len(sys.argv) > 1:
        for path in PAGES.values():
            _queries("get", path, sys.argv[1])
        print(
            json.dumps({name: _queries("get", path, sys.argv[1]) for name, path in PAGES.items()})
        )
    else:
        print(_made())


def _made() -> str:
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench.visitors import _session  # noqa: PLC0415
    from tocsin.core.roles import Permission, Role  # noqa: PLC0415
    from tocsin.schools.commands import admit  # noqa: PLC0415
    from tocsin.schools.models import Person, School, System  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - an edge
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    person = Person.objects.create_user("dpo@everywhere.example", name="Dana Everywhere")
    for school in School.objects.all():
        member = admit(
            school, person, roles=[Role.DPO], by=System(school.pk), may=Permission.OPERATE, at=at
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _session(member)


if __name__ == "__main__":
    main()
