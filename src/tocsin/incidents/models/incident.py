"""The incident: three states, and what is known of it now. Its history is in the ledger."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse

from tocsin.core.facts import Answer, Source, Status
from tocsin.incidents.models.judgement import Judgement
from tocsin.incidents.models.milestones import Milestones
from tocsin.incidents.models.others import Others
from tocsin.incidents.models.reached import Reached
from tocsin.policies.models import PackVersion
from tocsin.registers.models import Supplier
from tocsin.schools.models import Person, SchoolRecord


class Incident(SchoolRecord, Judgement, Milestones, Others, Reached):
    """A confirmed, suspected or near-miss breach of an information policy. Source: SI-DEF."""

    key_column: ClassVar[str] = "id"
    # Not stored. Alerts of a change by a protected reporter wait until then, so that the time of
    # none of them tells when it was.
    alerts_wait_until: datetime | None = None

    number = models.PositiveIntegerField()  # 1, 2, 3… within the school
    reference = models.CharField(max_length=20)  # "2026-014"
    revision = models.PositiveIntegerField(default=0)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)  # neutral: what kind of thing happened, no names
    status = models.CharField(max_length=10, default=Status.REPORTED.value)
    source = models.CharField(max_length=20, default=Source.STAFF.value)
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lead_role = models.CharField(max_length=30, blank=True)

    # The four times, kept apart. Source: SI-M2; BR-4.2.
    occurred_from = models.CharField(max_length=30, blank=True)  # core.when text; "" is not known
    occurred_to = models.CharField(max_length=30, blank=True)
    is_continuing = models.CharField(max_length=6, default=Answer.UNSURE.value)
    discovered_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField()
    aware_at = models.DateTimeField(null=True)

    # What it is. Source: SI-DEF; BR-2.1 to BR-2.7.
    kind = models.CharField(max_length=20, blank=True)
    kind_reason = models.TextField(blank=True)
    personal_data = models.CharField(max_length=6, default=Answer.UNSURE.value)
    personal_data_reason = models.TextField(blank=True)
    confidentiality = models.BooleanField(default=False)
    integrity = models.BooleanField(default=False)
    availability = models.BooleanField(default=False)
    permanent_loss = models.BooleanField(default=False)
    cause = models.CharField(max_length=40, blank=True)  # core.causes: one of seven, or a finer one
    policies_breached = models.TextField(blank=True)
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, db_index=False, related_name="repeats"
    )
    people = models.PositiveIntegerField(null=True)
    people_words = models.CharField(max_length=20, blank=True)  # the reporter's own band
    data_kinds = models.JSONField(default=list)
    special_category = models.CharField(max_length=6, default=Answer.UNSURE.value)
    children = models.CharField(max_length=6, default=Answer.UNSURE.value)
    contained = models.CharField(max_length=6, default=Answer.UNSURE.value)
    containment = models.TextField(blank=True)

    # How serious, and who was told. Source: SI-M5-OVERSEE; SI-M6; SI-M8; BR-5.3.
    severity = models.CharField(max_length=30, blank=True)
    classified_at = models.DateTimeField(null=True)
    referral = models.CharField(max_length=15, blank=True)
    referred_at = models.DateTimeField(null=True)
    acknowledged_by_dpo_at = models.DateTimeField(null=True)
    acknowledged_by_head_at = models.DateTimeField(null=True)

    # What was decided and done about telling. Source: BR-1.4; BR-1.5; BR-5.13.
    tell_regulator = models.CharField(max_length=5, blank=True)
    regulator_reason = models.TextField(blank=True)  # the log says why not. Source: BR-5.22
    tell_people = models.CharField(max_length=5, blank=True)
    regulator_told_at = models.DateTimeField(null=True)
    people_told_at = models.DateTimeField(null=True)

    open_actions = models.JSONField(null=True)  # what core.actions.OpenAction needs of each
    recipients_open = models.JSONField(null=True)  # days on which somebody is asked to delete it
    steps_recorded = models.JSONField(null=True)  # codes of core.investigation.PlannedStep
    discipline_decided_at = models.DateTimeField(null=True)
    outcome_state = models.CharField(max_length=10, null=True)  # of the newest outcome report
    outcome_reviewer = models.CharField(max_length=30, null=True)  # the role that looks at it
    recommended_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)  # until it is opened again for new facts
    # Since when there is a response team, and when it last heard how it stands. Source: BR-5.8.
    team_since = models.DateTimeField(null=True)
    team_updated_at = models.DateTimeField(null=True)
    # Who else was told or asked, and what decides it. Source: BR-5.9; BR-5.10; BR-10.
    signs = models.JSONField(null=True)  # keys of core.third_parties.SIGNS
    parties_settled = models.JSONField(null=True)  # keys of bodies told, asked or decided against
    supplier = models.ForeignKey(
        Supplier, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    # Only of an incident that an earlier log brought in. Source: BR-5.27.1.
    batch = models.ForeignKey(
        "incidents.ImportBatch",
        null=True,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="incidents",
    )
    their_number = models.CharField(max_length=100, null=True)  # its number in the earlier log
    retention_on = models.DateField(null=True)  # until when it is kept
    closed_as = models.CharField(max_length=15, null=True)  # core.closing.ClosedAs

    own_duties_done = models.JSONField(default=list)  # keys of the pack's extra duties
    closed_at = models.DateTimeField(null=True)
    lessons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], name="incident_number_is_used_once_in_a_school"
            ),
            models.CheckConstraint(
                name="incident_is_closed_exactly_when_it_has_a_closing_time",
                condition=Q(status=Status.CLOSED.value, closed_at__isnull=False)
                | (~Q(status=Status.CLOSED.value) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="incident_with_permanent_loss_is_an_availability_breach",
                condition=Q(permanent_loss=False) | Q(availability=True),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-reported_at", "-number"], name="incident_by_report"),
            models.Index(
                fields=["school", "status", "-reported_at", "-number"], name="incident_of_status"
            ),
            models.Index(fields=["school", "reported_by", "-number"], name="incident_by_reporter"),
            # Only the few that repeat another: among so many empty ones a database trusts no index.
            models.Index(
                fields=["duplicate_of"],
                name="incident_by_what_it_repeats",
                condition=Q(duplicate_of__isnull=False),
            ),
            models.Index(fields=["school", "cause", "-number"], name="incident_by_cause"),
            models.Index(
                fields=["supplier", "-number"],
                name="incident_by_supplier",
                condition=Q(supplier__isnull=False),
            ),
            models.Index(
                fields=["school", "-reported_at", "-number"],
                name="incident_from_an_earlier_log",
                condition=Q(batch__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Incident {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:incident", args=[self.school.slug, self.pk])

    def revise(self) -> None:
        """Count up the revision, so that a form opened before this change is known to be stale."""
        self.revision += 1

    def settle(self, at: Any, *, is_new: bool) -> None:
        """Rewrite the agenda, the alerts it calls for, and the search words."""
        from tocsin.incidents.settling import settle  # noqa: PLC0415 - the rules need these models

        settle(self, at, is_new=is_new)


class IncidentRecord(SchoolRecord):
    """Anything that belongs to one incident and lives and dies with its key."""

    key_column: ClassVar[str] = "incident_id"
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="%(class)s_set")
    incident_id: UUID
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
