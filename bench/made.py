"""Fill the new database of the settings: python -m bench.made SCHOOLS LARGE MEDIUM SMALL OPEN."""

import os
import sys

from tocsin import startup


def main() -> None:
    startup.prepare(os.environ)
    startup.migrate()
    from django.db import connection  # noqa: PLC0415 - after startup.prepare()
    from django.utils import timezone  # noqa: PLC0415

    from bench.filling import Size, fill  # noqa: PLC0415

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")  # nothing here has to outlive a crash
    fill(Size(*map(int, sys.argv[1:])), at=timezone.now())  # noqa: TID251 - an edge
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
