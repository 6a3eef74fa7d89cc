"""What the page shell shows around every page: the school, the menu, the person."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from tocsin.core.roles import Permission, may
from tocsin.schools.models import Membership, Person
from tocsin.schools.work import Work

MENU = (
    (Permission.READ_CASES, "incidents:my-work", "My work"),
    (Permission.READ_CASES, "reminders:notifications", "Alerts"),
    (Permission.READ_INTAKE, "incidents:inbox", "Inbox"),
    (Permission.REPORT, "incidents:report:start", "Report"),
    (Permission.REPORT, "incidents:report:mine", "My reports"),
    (Permission.REPORT, "incidents:actions:asked", "Asked of me"),
    (Permission.READ_CASES, "incidents:breach_log:log", "Breach log"),
    (Permission.READ_POLICY, "plan", "What to do"),
    (Permission.READ_POLICY, "schools:school", "School"),
)
# What stands on the page “School”: where each leads, what it is called, and what it is for.
SCHOOL = (
    (Permission.READ_POLICY, "contacts:contacts", "Contacts", "Whom to ring, inside and outside"),
    (Permission.READ_REGISTERS, "suppliers:suppliers", "Suppliers", "Companies that hold our data"),
    (Permission.READ_FIGURES, "incidents:figures:figures", "Figures", "How well we keep our times"),
    (Permission.READ_FIGURES, "incidents:improving:changes", "Changes", "What should change"),
    (Permission.READ_POLICY, "policies:policy", "Policy", "The rules that incidents follow"),
    (Permission.READ_POLICY, "schools:calendar", "Calendar", "Terms, holidays and closures"),
    (Permission.MANAGE_SCHOOL, "cover:cover", "On duty", "Who looks after reports, and when"),
    (
        Permission.MANAGE_SCHOOL,
        "response-team:team",
        "Response team",
        "Who is on the team of each case",
    ),
    (Permission.READ_REGISTERS, "card:card", "Emergency card", "When the systems are down"),
    (Permission.MANAGE_PEOPLE, "schools:people", "People", "Who works here, and in which role"),
    (Permission.MANAGE_SCHOOL, "schools:reporting-link", "Reporting link", "For all, and a poster"),
    (Permission.MANAGE_SCHOOL, "schools:mailbox", "Mailbox", "The address for data protection"),
    (Permission.MANAGE_SCHOOL, "schools:connections", "Connections", "Other systems"),
    (Permission.MANAGE_SCHOOL, "schools:settings", "Settings", "Name, phone and nation"),
    (Permission.MANAGE_SCHOOL, "schools:system", "System", "Mail, jobs and version"),
    (Permission.IMPORT, "incidents:importing:upload", "Earlier log", "Bring in a spreadsheet"),
    (Permission.VERIFY, "schools:ledger", "Ledger", "The proof that nobody changed anything"),
)
# For pages about all of a person's schools.
ACROSS = (("worklists:queue", "Queue"), ("worklists:schools", "Schools"))


@dataclass(frozen=True)
class Shell:
    """Read by ui/base.html; every part may be empty."""

    product: str = "Tocsin"
    school_name: str = ""
    slug: str = ""
    home: str = "/"
    menu: list[tuple[str, str, bool]] = field(default_factory=list)
    person_name: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    help_phone: str = ""
    demo: bool = False


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell`."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"shell": Shell(help_phone=settings.HELP_PHONE)}
    membership: Membership | None = getattr(request, "membership", None)
    school = membership.school if membership else None
    work: Work | None = getattr(request, "work", None)
    return {
        "shell": Shell(
            school_name=school.name if school else "",
            slug=school.slug if school else "",
            home=reverse("schools:front", args=[school.slug]) if school else "/",
            menu=_menu(request, membership)
            if membership
            else _across(request, is_across=work is not None),
            person_name=person.name or person.email,
            account_url=reverse("schools:account"),
            sign_out_url=reverse("account_logout"),
            help_phone=(school.phone if school else "") or settings.HELP_PHONE,
            demo=school.is_demo if school else bool(work and work.is_practice),
        )
    }


def school_pages(membership: Membership) -> list[tuple[str, str, str]]:
    """The address, name and purpose of each page about the school that the member may open."""
    return [
        (reverse(name, args=[membership.school.slug]), label, purpose)
        for permission, name, label, purpose in SCHOOL
        if may(membership, permission)
    ]


def _across(request: HttpRequest, *, is_across: bool) -> list[tuple[str, str, bool]]:
    links = [(reverse(name), label) for name, label in ACROSS] if is_across else []
    return [(href, label, request.path == href) for href, label in links]


def _menu(request: HttpRequest, membership: Membership) -> list[tuple[str, str, bool]]:
    return [
        (href, label, request.path == href)
        for permission, href, label in _links(membership.school.slug)
        if may(membership, permission)
    ]


@lru_cache(maxsize=4096)
def _links(slug: str) -> list[tuple[Permission, str, str]]:
    return [(permission, reverse(name, args=[slug]), label) for permission, name, label in MENU]
