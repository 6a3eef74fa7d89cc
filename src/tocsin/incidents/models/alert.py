"""Who was alerted to what, and when the school is to be reminded next. Ids, codes and instants."""

import uuid
from uuid import UUID

from django.db import models

from tocsin.incidents.models.incident import Incident
from tocsin.schools.models import Person, School


class Watch(models.Model):
    """When something about an incident is to be looked at next: derived, like the agenda.

    It belongs to the instance, so that one look finds what is due in every school.
    """

    incident = models.OneToOneField(Incident, primary_key=True, on_delete=models.CASCADE)
    school_id = models.UUIDField()
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"watch of {self.incident_id}"


class AlertMail(models.Model):
    """One message to one person, for every alert of the same occasion. Source: BR-5.1."""

    id = models.UUIDField(primary_key=True, editable=False)  # made of the occasion and the person
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)  # what kind, when it could not be delivered

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivered_message_has_no_fault",
                condition=models.Q(delivered_at__isnull=True) | models.Q(fault=""),
            )
        ]
        indexes = [models.Index(fields=["school", "token_hash"], name="alert_mail_by_token")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Alert(models.Model):
    """One stage of one duty, told to one person. `role` is whom it was meant for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="alerts")
    incident_id: UUID
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person_id: UUID
    mail = models.ForeignKey(AlertMail, on_delete=models.CASCADE, related_name="alerts")
    duty = models.CharField(max_length=80, blank=True)  # empty: the incident as a whole
    due_at = models.DateTimeField()  # the duty's deadline, or when the incident was reported
    stage = models.CharField(max_length=40)  # core.reminding
    role = models.CharField(max_length=30)
    at = models.DateTimeField()
    caught_up = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "duty", "due_at", "stage", "person"],
                name="stage_is_told_once_to_each_person",
            )
        ]
        indexes = [models.Index(fields=["school", "person", "-at"], name="alert_by_person")]

    def __str__(self) -> str:
        return f"alert {self.pk}"
