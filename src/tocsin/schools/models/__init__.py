"""The tables of a school: its people, its calendar, and who is on duty."""

from tocsin.schools.models.calendar import Period, PeriodKind
from tocsin.schools.models.cover import Absence, DutyTurn
from tocsin.schools.models.mailbox import Mailbox, MailboxState
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

__all__ = [
    "Absence",
    "ApiToken",
    "Controller",
    "Door",
    "DutyTurn",
    "Invitation",
    "Mailbox",
    "MailboxState",
    "Membership",
    "Nation",
    "Period",
    "PeriodKind",
    "Person",
    "PersonManager",
    "School",
    "SchoolRecord",
    "Scope",
    "System",
]
