"""The tables of a school: its people, its calendar, and who is on duty."""

from tocsin.schools.models.calendar import Period, PeriodKind
from tocsin.schools.models.cover import Absence, DutyTurn
from tocsin.schools.models.people import (
    ApiToken,
    Controller,
    Door,
    Invitation,
    Membership,
    Nation,
    Person,
    PersonManager,
    School,
    SchoolRecord,
    Scope,
    System,
)
from tocsin.schools.models.webhook import Delivery, Occasion, Webhook

__all__ = [
    "Absence",
    "ApiToken",
    "Controller",
    "Delivery",
    "Door",
    "DutyTurn",
    "Invitation",
    "Membership",
    "Nation",
    "Occasion",
    "Period",
    "PeriodKind",
    "Person",
    "PersonManager",
    "School",
    "SchoolRecord",
    "Scope",
    "System",
    "Webhook",
]
