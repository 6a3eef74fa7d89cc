"""The one draft of a school's policy, and changing it without losing anybody's work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tocsin.core.errors import Stale
from tocsin.core.pack_reading import load
from tocsin.core.policy import Pack
from tocsin.ledger.tenancy import reading
from tocsin.policies.commands import STALE
from tocsin.policies.models import PackDraft, PackVersion
from tocsin.policies.queries import newest_version, pack_of
from tocsin.schools.models import Membership


@dataclass(frozen=True)
class Working:
    """What a change starts from: the draft, or the newest version while there is none."""

    base: PackVersion
    base_pack: Pack
    draft: PackDraft | None
    pack: Pack

    @property
    def seen(self) -> str:
        """What a form carries to tell whether somebody changed the policy while it was open."""
        return f"{self.base.number}.{self.draft.revision if self.draft else 0}"


def working_on(school_id: UUID) -> Working:
    """What the school's next change starts from. Raises NotYet when it has chosen no pack."""
    with reading(school_id):
        return _working_on(school_id)


def change(member: Membership, *, text: str, seen: str, at: datetime) -> None:
    """Make `text` what the draft says. Raises Stale unless nothing changed since `seen`."""
    school_id = member.school_id
    with transaction.atomic(), reading(school_id):
        PackDraft.objects.select_for_update().filter(school_id=school_id).first()
        working = _working_on(school_id)
        if working.seen != seen:
            raise Stale(STALE)
        draft = working.draft or PackDraft(school_id=school_id, base=working.base)
        draft.text, draft.changed_at, draft.changed_by_id = text, at, member.person_id
        draft.revision += 1
        try:
            draft.save(force_insert=working.draft is None)
        except IntegrityError as error:  # somebody began one in the same moment
            raise Stale(STALE) from error


def discard(member: Membership) -> None:
    """Throw the draft away. The versions in force are untouched."""
    with transaction.atomic(), reading(member.school_id):
        PackDraft.objects.filter(school_id=member.school_id).delete()


def _working_on(school_id: UUID) -> Working:
    draft = (
        PackDraft.objects.filter(school_id=school_id).select_related("base", "changed_by").first()
    )
    if draft is None:
        base = newest_version(school_id)
        return Working(base, pack_of(base.pk), None, pack_of(base.pk))
    base_pack = pack_of(draft.base_id)
    return Working(draft.base, base_pack, draft, load(draft.text, name="policy.toml"))


def draft_of(school_id: UUID) -> PackDraft | None:
    """The school's draft, if somebody has begun one."""
    with reading(school_id):
        return PackDraft.objects.filter(school_id=school_id).select_related("changed_by").first()
