"""Which pack applies: the school's version in force, and the one an incident was opened under."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from tocsin.core.errors import NotYet, Reason
from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack
from tocsin.ledger.tenancy import reading
from tocsin.policies.models import PackVersion
from tocsin.schools.calendar.queries import calendar_of

__all__ = [
    "calendar_of",
    "newest_version",
    "pack_of",
    "version_for",
    "version_in_force",
    "version_numbered",
    "versions_of",
]

NO_PACK = Reason("no-pack", "Choose the policy your school works by first, on the Policy page.")


def version_in_force(school_id: UUID, on: date) -> PackVersion:
    """The school's pack version in force on the day.

    Raises NotYet when the school has not chosen a pack.
    """
    return version_for(school_id, received=on, today=on)


def version_for(school_id: UUID, *, received: date, today: date) -> PackVersion:
    """The version in force when a report came in; today's where it came before there was any.

    Raises NotYet when the school has not chosen a pack.
    """
    with reading(school_id):
        known = (
            PackVersion.objects.filter(school_id=school_id, in_force_on__lte=max(received, today))
            .only("number", "in_force_on")  # the text is long, and read once for all; see pack_of
            .order_by("-in_force_on", "-number")
        )
        versions = list(known)
    if not versions:
        raise NotYet(NO_PACK)
    return next((each for each in versions if each.in_force_on <= received), versions[0])


def versions_of(school_id: UUID) -> list[PackVersion]:
    """Every version the school has had, newest first."""
    with reading(school_id):
        return list(
            PackVersion.objects.filter(school_id=school_id)
            .select_related("made_by")
            .order_by("-number")
        )


def version_numbered(school_id: UUID, number: int) -> PackVersion:
    """The school's version of that number; 404 when it has had none."""
    with reading(school_id):
        found = (
            PackVersion.objects.filter(school_id=school_id, number=number)
            .select_related("made_by")
            .first()
        )
    if found is None:
        raise Http404
    return found


def newest_version(school_id: UUID) -> PackVersion:
    """The version adopted last, in force already or not. Raises NotYet when there is none."""
    with reading(school_id):
        found = PackVersion.objects.filter(school_id=school_id).order_by("-number").first()
    if found is None:
        raise NotYet(NO_PACK)
    return found


@lru_cache(maxsize=1024)
def pack_of(version_id: UUID) -> Pack:
    """The pack of a version, read once: a version never changes."""
    version = PackVersion.objects.get(pk=version_id)
    return load(version.text, name=f"{version.key}.toml")
