"""The tables of a school: its people, its calendar, and who is on duty."""

from tocsin.schools.models.calendar import Period, PeriodKind
from tocsin.schools.models.cover import Absence, DutyTurn
from tocsin.schools.models.feed import CalendarFeed
from tocsin.schools.models.link import ReportingLink
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
from tocsin.schools.models.webhook import Delivery, Occasion, Webhook

__all__ = [
    "Absence",
    "ApiToken",
    "CalendarFeed",
    "Controller",
    "Delivery",
    "Door",
    "DutyTurn",
    "Invitation",
    "Mailbox",
    "MailboxState",
    "Membership",
    "Nation",
    "Occasion",
    "Period",
    "PeriodKind",
    "Person",
    "PersonManager",
    "ReportingLink",
    "School",
    "SchoolRecord",
    "Scope",
    "System",
    "Webhook",
]
