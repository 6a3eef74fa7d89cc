"""The ceilings: a bare Django on the same server, answering 50 rows as JSON and saving one.

python -m bench.bare: serves on PORT, from the database of DATABASE_URL.
"""

import json
import os
from typing import Any
from uuid import uuid4

import django
import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, JsonResponse
from django.urls import path
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bench.names import SAVED

LISTED, ROWS = 50, 1000


def configure() -> None:
    """Like Tocsin's own settings, without anything that a bare view does not need."""
    database: dict[str, Any] = environ.Env.db_url_config(os.environ["DATABASE_URL"])
    if "sqlite" in database["ENGINE"]:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": pragmas,
        }
    else:
        database["CONN_MAX_AGE"] = 60
    settings.configure(
        ALLOWED_HOSTS=["*"], DATABASES={"default": database}, ROOT_URLCONF=__name__,
        SECRET_KEY="bare", USE_TZ=True,  # noqa: S106 - it protects nothing
    )  # fmt: skip
    django.setup()


if not settings.configured:
    configure()


class Row(models.Model):
    """The columns that Tocsin's log shows of an incident, kinds of columns included."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.PositiveIntegerField(db_index=True)
    reference = models.CharField(max_length=20)
    reported_at = models.DateTimeField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    people = models.PositiveIntegerField(null=True)
    severity = models.CharField(max_length=30)
    tell_regulator = models.CharField(max_length=5)
    regulator_told_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10)

    class Meta:
        app_label = "bare"
        db_table = "bench_bare"

    def __str__(self) -> str:
        return self.reference


def listed(request: HttpRequest) -> JsonResponse:
    """The newest 50 rows: nobody is asked who they are, nothing is drawn."""
    del request
    rows = Row.objects.order_by("-number")[:LISTED]
    return JsonResponse({"rows": [_plain(row) for row in rows]})


def _plain(row: Row) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Row._meta.concrete_fields}


def saved(request: HttpRequest) -> JsonResponse:
    row = Row.objects.create(**json.loads(request.body))
    return JsonResponse({"id": str(row.pk)}, status=201)


urlpatterns = [path("", listed), path("save", saved)]


def main() -> None:
    if Row._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Row)
        Row.objects.bulk_create([Row(**{**SAVED, "number": each}) for each in range(ROWS)])
    connection.close()
    from tocsin.serving import WEB_THREADS  # noqa: PLC0415 - the same for both

    server = Granian(
        "bench.bare:application", address="127.0.0.1", port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI, workers=1, blocking_threads=WEB_THREADS,
        log_level=LogLevels.error,
    )  # fmt: skip
    server.serve(target_loader=get_wsgi_application, wrap_loader=False)


if __name__ == "__main__":
    main()
