"""Somebody outside the school whom it may need in a hurry."""

from datetime import date

from django.db import models
from django.db.models import Q

from tocsin.core.contact_kinds import LABELS, is_stale
from tocsin.schools.models import Person, SchoolRecord


class Contact(SchoolRecord):
    """Who to turn to, and when that was last found to be right. Source: BR-5.9; BR-9."""

    kind = models.CharField(max_length=20)  # key of core.contact_kinds
    organisation = models.CharField(max_length=200)
    person = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    out_of_hours_phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    our_reference = models.CharField(max_length=100, blank=True)  # such as the policy number
    notes = models.TextField(blank=True)
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)  # no longer used; cases may still name it

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="") | ~Q(out_of_hours_phone="") | ~Q(email=""),
            ),
            models.CheckConstraint(
                name="contact_that_somebody_checked_has_a_day",
                condition=Q(verified_by__isnull=True) | Q(verified_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "kind"], name="contact_by_kind")]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def name(self) -> str:
        return f"{self.organisation}, {self.person}" if self.person else self.organisation

    @property
    def kind_label(self) -> str:
        return LABELS.get(self.kind, self.kind)

    @property
    def phones(self) -> list[str]:
        return [each for each in (self.phone, self.out_of_hours_phone) if each]

    def is_stale(self, today: date) -> bool:
        """Whether nobody has checked it for too long."""
        return is_stale(self.verified_on, today)

    def revise(self) -> None:
        """Count up the revision, so that a form opened before this change is known to be stale."""
        self.revision += 1
