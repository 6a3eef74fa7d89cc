"""The agenda: the one derived thing that is stored, so that a queue is an indexed query."""

from django.db import models

from tocsin.incidents.models.incident import Incident
from tocsin.schools.models import Person, School


class AgendaItem(models.Model):
    """One open duty of one incident: always what the rules say; `rebuild-agenda` proves it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="agenda")
    duty = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True)
    order = models.PositiveSmallIntegerField()
    arisen_at = models.DateTimeField(null=True)  # when it fell to the role, or to the person

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "duty"], name="duty_stands_once_on_the_agenda"
            )
        ]
        indexes = [
            models.Index(fields=["school", "role", "due_at"], name="agenda_by_due"),
            # For somebody with thousands of schools, whose list is read by its deadlines.
            models.Index(fields=["due_at", "id"], name="agenda_by_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} of {self.incident_id}"


class SearchWords(models.Model):
    """The words of an incident that can be searched; emptied at disposal."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    words = models.TextField()

    class Meta:
        # Ids grow with the incidents, so the newest matches come first without sorting.
        indexes = [models.Index(fields=["school", "-id"], name="search_newest_first")]

    def __str__(self) -> str:
        return f"words of {self.incident_id}"
