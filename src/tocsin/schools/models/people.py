"""Who: data controllers, their schools, the people who work in them and in which roles."""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from tocsin.core.roles import Role
from tocsin.ledger.recorded import Recorded


class Nation(models.TextChoices):
    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"


class Controller(models.Model):
    """The data controller: one school, or a trust with several. Source: UK GDPR Art 4(1)(7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    is_trust = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class School(Recorded):
    """One school or site. Its slug is its place in every address."""

    key_column: ClassVar[str] = "id"
    school_column: ClassVar[str] = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)
    nation = models.CharField(max_length=20, choices=Nation.choices, default=Nation.ENGLAND)
    phone = models.CharField(max_length=40, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def school_id(self) -> UUID:
        """A school belongs to itself."""
        return self.id


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Person":
        """Make a person who can sign in with `email`; without a password, only by other means."""
        person = self.model(email=email.strip().lower(), **more)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their memberships, school by school."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(null=True)
    digest_ended_at = models.DateTimeField(null=True)  # no weekly message since then
    sessions_stamp = models.PositiveIntegerField(default=0)  # counting it up ends every session

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return salted_hmac(
            "tocsin.session", f"{self.password}:{self.sessions_stamp}", algorithm="sha256"
        ).hexdigest()


class SchoolRecord(Recorded):
    """Anything that belongs to one school and that its ledger vouches for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class Membership(SchoolRecord):
    """One person in one school, with every role they hold there."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)  # values of core.roles.Role, sorted
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    phone = models.CharField(max_length=40, null=True)  # for emergencies; only if they give it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "person"], name="person_has_one_membership_in_a_school"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.school_id}"

    @property
    def actor_id(self) -> UUID:
        return self.person_id

    @property
    def held_roles(self) -> Collection[Role]:
        return frozenset(Role(each) for each in self.roles) | {Role.STAFF}


class Invitation(SchoolRecord):
    """A place at the school offered by email; the link's token is stored only as a hash."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    roles = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # accepted or withdrawn
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_that_was_accepted_has_ended",
                condition=Q(accepted_by__isnull=True) | Q(ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def offered(self) -> list[Role]:
        return [Role(each) for each in self.roles]


class Scope(models.TextChoices):
    """One thing a token lets another system do."""

    ASSESS = "assess", "Ask what the risk of a breach is"
    REPORT = "report", "Report incidents"
    READ_LOG = "read-log", "Read the breach log"
    READ_DUTIES = "read-duties", "Read what is left to do"
    READ_CASES = "read-cases", "Read whole cases"


class ApiToken(SchoolRecord):
    """Another system's way in. It acts under its own id, and its secret is stored as a hash."""

    person_id = None  # nobody's: what it reports was reported by no person

    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)  # values of Scope, sorted
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"token {self.pk}"

    @property
    def actor_id(self) -> UUID:
        return self.pk

    @property
    def held_roles(self) -> Collection[Role]:
        """As staff it may report, and nothing else; its other scopes only read."""
        return frozenset({Role.STAFF} if Scope.REPORT in self.scopes else ())


class System:
    """Tocsin itself, acting in a school: jobs and the command line."""

    actor_id = UUID(int=0)
    held_roles: ClassVar[Collection[Role]] = frozenset({Role.SYSTEM})

    def __init__(self, school_id: UUID) -> None:
        self.school_id = school_id


class Door(System):
    """Whoever tells the school something without signing in: it may report, and nothing else."""

    actor_id = UUID(int=1)
    held_roles: ClassVar[Collection[Role]] = frozenset({Role.STAFF})
