"""A school in which every recorded table has a row, whatever tables there are."""

import uuid
from datetime import UTC, date, datetime

from django.db import models

from tests.worlds import FRIDAY, a_member, a_report, a_school
from tocsin.core.roles import Permission, Role
from tocsin.incidents.models import Incident
from tocsin.ledger import files
from tocsin.ledger.models import Recorded, recorded_models
from tocsin.ledger.writing import writing
from tocsin.schools.models import Controller, Person, School, System

TEXT = 'Müller said: "no"\n\t\\ £5 \x7f 😀'
# What the tables' own rules ask for.
RULES = {
    "incident": {"closed_at": None, "duplicate_of_id": None},
    "report": {"protection": "named"},
    "nameopening": {"agreed_by_id": None, "opened_at": None, "takes_two": False},
    "filescan": {"result": "found"},
    "filecopy": {"fault": ""},
    "webhook": {"is_on": False},
    "outcomereport": {"state": "draft"},
    "action": {"outsider_email": ""},
    "happening": {"precision": "day", "ended_at": None},
    "recipient": {"state": "asked"},
    "jointarrangement": {"is_agreed": True},
    "outage": {"restored": "part"},
    "interview": {"agreement": "agreed"},
    "inquiryrecord": {"kind": "risk"},
    "handling": {"item_id": None},
    "affectedperson": {"word": "write"},
    "letter": {"state": "sent"},
    "notice": {"state": "withdrawn"},
    "letterpaper": {"replaced_at": None},
}


def depth(model: type[models.Model]) -> int:
    """How many recorded tables a table hangs on, one on the other; itself is not counted."""
    others = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return max((1 + depth(other) for other in others - {model} if issubclass(other, Recorded)),
               default=0)  # fmt: skip


class Whole:
    """A school, one incident in it, and how rows of any table are filled in."""

    def __init__(self, instant: datetime = datetime(2026, 3, 1, 9, 5, 0, 120, tzinfo=UTC)) -> None:
        self.school = a_school()
        self.lead = a_member(self.school, Role.DEPUTY_DPO)
        self.incident = a_report(a_member(self.school))
        self.instant = instant
        self._made: dict[type, Recorded] = {}  # rows that others hang on

    def row_of(self, model: type[Recorded]) -> Recorded:
        """A new row with something in every column."""
        values = {
            field.attname: self._value(field)
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        }
        if "sealed_digest" in values:  # its file has to be in the store
            kept = files.keep([b"x"], school_id=self.school.pk, key=bytes(32), bound_to="")
            values["sealed_digest"] = kept.sealed_digest
        return model(**values | RULES.get(model._meta.model_name, {}))

    def _value(self, field):
        if field.is_relation:
            known = {
                School: self.school.pk,
                Incident: self.incident.pk,
                Person: self.lead.person_id,
                Controller: self.school.controller_id,
                type(self.incident.pack_version): self.incident.pack_version_id,
            }
            # A membership's person, say, may be there once only.
            is_alone = any(
                field.name in rule.fields
                for rule in field.model._meta.constraints
                if isinstance(rule, models.UniqueConstraint)
            )
            if field.related_model is Person and is_alone:
                return Person.objects.create_user(f"{uuid.uuid4()}@example.org", name="New").pk
            return known.get(field.related_model) or self._made_once(field.related_model).pk
        return self._plain(field)

    def _made_once(self, model: type[Recorded]) -> Recorded:
        if model not in self._made:
            self._made[model] = self.row_of(model)
            self._record(self._made[model])
        return self._made[model]

    def _record(self, row: Recorded) -> None:
        by = System(self.school.pk)
        with writing(row, by=by, may=Permission.OPERATE, at=FRIDAY) as record:
            record("test.filled", saved=row)

    def _plain(self, field):
        kinds = {
            models.UUIDField: uuid.uuid4,
            models.DateTimeField: lambda: self.instant,
            models.DateField: lambda: date(2026, 3, 1),
            models.BooleanField: lambda: True,
            models.JSONField: lambda: ["b", "a", {"z": 1, "😀": [None, True, "é"]}],
            models.IntegerField: lambda: 1234,
            models.BinaryField: lambda: b"\x00\xff",
            models.TextField: lambda: TEXT,
            models.CharField: lambda: (uuid.uuid4().hex if field.unique else "é“a\\b")[
                : field.max_length
            ],
        }
        return next(make for kind, make in kinds.items() if isinstance(field, kind))()

    def record_everything(self) -> None:
        """Record a filled row in every table that can have one more, through the one door."""
        for model in recorded_models():
            # Each school and incident is there already, and its rules want a legal one.
            if model not in {School, Incident}:
                self._made_once(model)
