"""The risk to people: each assessment a version of its own, and the one being written."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import Incident, IncidentRecord
from tocsin.schools.models import Person, School


class Assessment(IncidentRecord):
    """One version of the assessment. It is never overwritten. Source: BR-3.1; BR-3.2."""

    number = models.PositiveIntegerField()  # 1, 2, 3… within the incident
    engine = models.CharField(max_length=20)  # which edition of the rules judged it
    answers = models.JSONField(default=dict)  # core.risk_facts; what is missing is not known
    reasons = models.JSONField(default=dict)  # the assessor's own words, by page
    consequences = models.JSONField(default=dict)  # {code: {"likelihood": …, "severity": …}}
    result = models.JSONField(default=dict)  # what core.risk_writing made of the answers
    rested_on = models.JSONField(default=dict)  # the facts of the incident at the time

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="assessment_number_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class AssessmentDraft(models.Model):
    """An assessment being written, by whoever works on the incident; kept at every page."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, primary_key=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    answers = models.JSONField(default=dict)  # by page, as typed
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"assessment draft of {self.incident_id}"


class Advice(IncidentRecord):
    """What the DPO advises: a record of its own, whatever is decided. Source: SI-M6-DPO; BR-5.3."""

    regulator = models.CharField(max_length=6)  # yes, no, unsure
    people = models.CharField(max_length=6)
    words = models.TextField()
    assessment_number = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"advice {self.pk}"


class Voice(IncidentRecord):
    """One participant in a joint decision; `by` says, or is asked to say, whether they agree.

    Source: BR-1.4.
    """

    decision = models.UUIDField(db_index=True)
    agrees = models.BooleanField(null=True)  # None: not said yet
    words = models.TextField(null=True)
    spoke_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="voice_that_dissents_says_why",
                condition=Q(agrees__isnull=True)
                | Q(agrees=True)
                | (Q(words__isnull=False) & ~Q(words="")),
            )
        ]
        indexes = [models.Index(fields=["school", "by"], name="voice_by_person")]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class RegulatorOrder(IncidentRecord):
    """The regulator orders that the people affected be told. Source: BR-5.21."""

    ordered_at = models.DateTimeField()
    reference = models.CharField(max_length=60)
    words = models.TextField()

    def __str__(self) -> str:
        return f"order {self.pk}"
