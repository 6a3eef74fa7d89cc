"""What was found and decided about an incident, each version kept with who, when and why."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord
from tocsin.schools.models import Person


class Awareness(IncidentRecord):
    """The finding that starts the 72 hours. Source: BR-4.2."""

    aware_at = models.DateTimeField()
    grounds = models.TextField()

    def __str__(self) -> str:
        return f"awareness {self.pk}"


class Classification(IncidentRecord):
    """How serious, by the pack's own levels. Source: SI-M5-OVERSEE."""

    severity = models.CharField(max_length=30)
    suggested = models.CharField(max_length=30, blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"classification {self.pk}"


class Referral(IncidentRecord):
    """The DPO was told, or why not. Source: BR-5.3; BR-5.4; SI-M8."""

    referral = models.CharField(max_length=15)
    is_forced = models.BooleanField(default=False)
    in_doubt = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by_phone_at = models.DateTimeField(null=True)
    spoke_to = models.CharField(max_length=150, blank=True)
    what_was_said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_by_phone_says_who_and_what",
                condition=Q(by_phone_at__isnull=True) | (~Q(spoke_to="") & ~Q(what_was_said="")),
            ),
            models.CheckConstraint(
                name="incident_not_referred_has_a_reason",
                condition=Q(referral="referred") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"


class Acknowledgement(IncidentRecord):
    """The DPO or the Headteacher says: I have seen this. Source: SI-M6; SI-M8."""

    role = models.CharField(max_length=30)

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"


class Decision(IncidentRecord):
    """To tell the regulator and the people affected, or not, and why. Source: BR-1.4; BR-1.5."""

    tell_regulator = models.CharField(max_length=5)
    regulator_reason = models.TextField()
    tell_people = models.CharField(max_length=5)
    people_ground = models.CharField(max_length=30)
    people_reason = models.TextField()
    taken_with = models.JSONField(default=list)  # ids of the people who decided together
    number = models.PositiveIntegerField(null=True)  # 1, 2, 3… within the incident
    review_on = models.DateField(null=True)  # when a decision not to tell is looked at again
    delay_authority = models.CharField(max_length=150, null=True)
    delay_reference = models.CharField(max_length=60, null=True)
    delay_until = models.DateField(null=True)  # when it is asked whether the people may be told
    instead = models.TextField(null=True)  # the public notice that stands in for single messages
    assessment_number = models.PositiveIntegerField(null=True)
    recommended_regulator = models.CharField(max_length=8, null=True)
    recommended_people = models.CharField(max_length=8, null=True)
    departure_reason = models.TextField(null=True)  # why not as recommended, or as advised
    followed_advice = models.BooleanField(null=True)
    without_assessment = models.TextField(null=True)  # why it could not wait
    without_dpo = models.TextField(null=True)
    without_agreement = models.TextField(null=True)  # with the other organisation. BR-5.12

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_to_wait_says_on_whose_advice",
                condition=~Q(tell_people="later")
                | Q(delay_authority__isnull=False, delay_until__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Telling(IncidentRecord):
    """The regulator or the people affected were told. Source: BR-5.13; BR-5.16; BR-5.17."""

    class Whom(models.TextChoices):
        REGULATOR = "regulator", "The regulator"
        PEOPLE = "people", "The people affected"

    whom = models.CharField(max_length=10, choices=Whom.choices)
    told_at = models.DateTimeField()
    how = models.CharField(max_length=30)
    reference = models.CharField(max_length=60, blank=True)
    is_late = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True)
    details = models.TextField(blank=True)
    # Of the regulator only, and since there are reports: which one was sent, by whom, with what
    # proof, and why it went out before the log was complete, or without approval. BR-5.19.
    report = models.ForeignKey(
        "incidents.RegulatorReport", null=True, on_delete=models.PROTECT, related_name="tellings"
    )
    told_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proof = models.ForeignKey(
        "incidents.Attachment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    without_log = models.TextField(null=True)
    without_approval = models.TextField(null=True)
    corrects = models.UUIDField(null=True)  # the one whose time was wrong, and which stays
    why_corrected = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["corrects"], name="telling_is_corrected_once"),
            models.CheckConstraint(
                name="telling_that_corrects_another_says_why",
                condition=Q(corrects__isnull=True)
                | (Q(why_corrected__isnull=False) & ~Q(why_corrected="")),
            ),
            models.CheckConstraint(
                name="late_telling_has_a_reason",
                condition=Q(is_late=False) | ~Q(late_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"telling {self.pk}"


class Note(IncidentRecord):
    """Something that happened or was done, in somebody's words, with both times."""

    about = models.CharField(max_length=20)  # note, containment, verification, oversight, no_breach
    words = models.TextField()
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"
