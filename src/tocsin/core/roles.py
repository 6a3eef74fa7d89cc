"""Who may do what."""

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from tocsin.core.errors import NotAllowed, Reason


class Role(StrEnum):
    """The roles of the two policies. One person may hold several, several people may hold one."""

    STAFF = "staff"
    OFFICE = "office"
    DEPUTY_DPO = "deputy_dpo"
    DPO = "dpo"
    HEAD = "head"  # Headteacher, who is also the SIRO
    INVESTIGATING_OFFICER = "investigating_officer"
    BUSINESS_MANAGER = "business_manager"
    INFORMATION_CHAMPION = "information_champion"
    GOVERNOR = "governor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"  # jobs act, and are recorded, like any member


LABELS = {
    Role.STAFF: "Staff",
    Role.OFFICE: "School office",
    Role.DEPUTY_DPO: "Deputy DPO",
    Role.DPO: "Data Protection Officer",
    Role.HEAD: "Headteacher (SIRO)",
    Role.INVESTIGATING_OFFICER: "Investigating Officer",
    Role.BUSINESS_MANAGER: "School Business Manager",
    Role.INFORMATION_CHAMPION: "Information Champion",
    Role.GOVERNOR: "Governor",
    Role.ADMINISTRATOR: "Administrator",
    Role.SYSTEM: "Tocsin",
}


class Permission(StrEnum):
    """One thing a person may do in a school."""

    REPORT = "report"
    READ_INTAKE = "read-intake"  # reports that nobody has triaged yet
    READ_CASES = "read-cases"
    READ_FIGURES = "read-figures"  # numbers, and no names
    TRIAGE = "triage"
    CLASSIFY = "classify"
    REFER = "refer"
    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    INVESTIGATE = "investigate"
    CLOSE = "close"
    OPEN_NAME = "open-name"  # of a reporter who asked for it to be sealed; the pack narrows it
    READ_PEOPLE = "read-people"  # the names of those whose information it is
    MANAGE_TEAM = "manage-team"  # who works on an incident, and who must not see it
    EXPORT = "export"
    IMPORT = "import"  # an earlier log
    READ_POLICY = "read-policy"
    EDIT_POLICY = "edit-policy"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_SCHOOL = "manage-school"
    READ_REGISTERS = "read-registers"  # suppliers with their evidence, and the emergency card
    KEEP_REGISTERS = "keep-registers"
    VERIFY = "verify"
    OPERATE = "operate"  # jobs and the command line


TRIAGERS = frozenset({Role.DEPUTY_DPO, Role.DPO, Role.HEAD})
# Investigating Officers and the Business Manager read, and work on, the incidents they lead.
TEAM = TRIAGERS | {Role.INVESTIGATING_OFFICER, Role.BUSINESS_MANAGER}
# Senior and key staff keep the registers; the rest of the team reads them. Source: BR-8.1; BR-9.
KEEPERS = frozenset(
    {Role.DEPUTY_DPO, Role.HEAD, Role.OFFICE, Role.BUSINESS_MANAGER, Role.ADMINISTRATOR}
)

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.REPORT: frozenset(Role) - {Role.SYSTEM},
    Permission.READ_INTAKE: TRIAGERS | {Role.OFFICE},
    Permission.READ_CASES: TEAM,
    Permission.READ_FIGURES: TEAM | {Role.GOVERNOR},
    Permission.TRIAGE: TRIAGERS | {Role.INVESTIGATING_OFFICER},
    Permission.CLASSIFY: TRIAGERS,
    Permission.REFER: TRIAGERS,
    Permission.ACKNOWLEDGE: frozenset({Role.DPO, Role.HEAD, Role.DEPUTY_DPO}),
    Permission.DECIDE: TRIAGERS,
    Permission.INVESTIGATE: TEAM,
    Permission.CLOSE: TRIAGERS,
    Permission.OPEN_NAME: TRIAGERS,
    # Whoever leads the incident as Investigating Officer finds out whose information it is. The
    # others of the team, and the office, do their part without names. Source: BR-5.17.
    Permission.READ_PEOPLE: TRIAGERS | {Role.INVESTIGATING_OFFICER},
    Permission.MANAGE_TEAM: TRIAGERS,
    Permission.EXPORT: TRIAGERS,
    Permission.IMPORT: TRIAGERS,
    Permission.READ_POLICY: frozenset(Role) - {Role.SYSTEM},
    Permission.EDIT_POLICY: TRIAGERS | {Role.ADMINISTRATOR},
    Permission.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR, Role.HEAD}),
    Permission.MANAGE_SCHOOL: frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.DEPUTY_DPO}),
    Permission.READ_REGISTERS: KEEPERS | TEAM | {Role.INFORMATION_CHAMPION},
    Permission.KEEP_REGISTERS: KEEPERS,
    Permission.VERIFY: TRIAGERS | {Role.ADMINISTRATOR},
    Permission.OPERATE: frozenset({Role.SYSTEM}),
}

# Without a second factor a person may report and look after their own account, not read cases.
WITHOUT_SECOND_FACTOR = frozenset({Permission.REPORT, Permission.READ_POLICY})


class Actor(Protocol):
    """A person, or the system, acting in one school."""

    @property
    def actor_id(self) -> UUID: ...
    @property
    def school_id(self) -> UUID: ...
    @property
    def held_roles(self) -> Collection[Role]: ...


def may(by: Actor, permission: Permission) -> bool:
    """Whether one of the roles `by` holds grants `permission` in their school."""
    return not GRANTS[permission].isdisjoint(by.held_roles)


def sees_all(by: Actor) -> bool:
    """Whether `by` reads every incident of the school, and not only those they lead."""
    return not TRIAGERS.isdisjoint(by.held_roles)


def allow(by: Actor, permission: Permission, *, school_id: UUID) -> None:
    """Return when `by` may use `permission` in the school; otherwise raise NotAllowed."""
    if by.school_id != school_id or not may(by, permission):
        raise NotAllowed(
            Reason("role", "Your role at this school does not let you do this. Ask the office.")
        )
