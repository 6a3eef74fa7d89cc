"""The first start: one link, printed on the terminal, that makes the first administrator."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from tocsin.core.roles import Permission, Role
from tocsin.schools.alerts import absolute
from tocsin.schools.commands import admit, open_school
from tocsin.schools.links import hash_of
from tocsin.schools.models import Controller, Membership, Person, School, System


def setup_link() -> str | None:
    """Make the link that sets Tocsin up; None when somebody has an account already.

    The link works once, and until the next call: each start prints a new one.
    """
    if Person.objects.exists():
        _file().unlink(missing_ok=True)
        return None
    token = secrets.token_urlsafe(24)
    _keep(hash_of(token))
    return absolute(reverse("schools:setup", args=[token]))


def check_link(token: str) -> None:
    """Return when `token` is the link's; otherwise 404, as for any page that is not there."""
    if Person.objects.exists() or not constant_time_compare(_kept(), hash_of(token)):
        raise Http404


@contextmanager
def spending(token: str) -> Iterator[None]:
    """Let one request use the link, and no other; it works again when the block fails."""
    check_link(token)
    try:
        _file().unlink()
    except FileNotFoundError:
        raise Http404 from None  # pressed twice: the first press has it
    try:
        yield
    except BaseException:
        _keep(hash_of(token))
        raise


def set_up(
    person: Person, *, school_name: str, slug: str, nation: str, trust_name: str,
    roles: Iterable[Role], at: datetime,
) -> Membership:  # fmt: skip
    """Make the first controller and school, and `person` (who is new) its administrator."""
    # A school without anybody is what a set-up that was cut off has left behind.
    school = School.objects.filter(slug=slug).first()
    if school is None:
        controller = Controller.objects.create(
            name=trust_name or school_name, is_trust=bool(trust_name)
        )
        school = open_school(
            name=school_name, slug=slug, controller=controller, nation=nation, at=at
        )
    return admit(
        school, person, roles={Role.ADMINISTRATOR, *roles}, by=System(school.pk),
        may=Permission.OPERATE, at=at,
    )  # fmt: skip


def _file() -> Path:
    return Path(settings.DATA) / "secrets" / "setup.hash"


def _kept() -> str:
    try:
        return _file().read_text()
    except FileNotFoundError:
        return secrets.token_hex(32)  # which nothing equals


def _keep(digest: str) -> None:
    path = _file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(digest)
    draft.replace(path)
