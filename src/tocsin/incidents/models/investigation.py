"""What an investigation found, step by step, and the one decision that few may read."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.incident import IncidentRecord


class PlanStep(IncidentRecord):
    """What came of one step of the plan. `by` and `at` are those of its newest version.

    The ledger keeps the earlier versions. Source: SI-M3-STEPS; BR-5.5.
    """

    playbook = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=15)
    words = models.TextField()  # the finding, or why it is not needed
    certainty = models.CharField(max_length=12, blank=True)  # of the five findings only
    found_on = models.DateField(null=True)
    evidence = models.JSONField(default=list)  # ids of the files it relies on
    number = models.PositiveIntegerField(default=0)  # which version

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "playbook", "step"], name="step_stands_once_in_a_plan"
            ),
            models.CheckConstraint(
                name="step_recorded_says_what_came_of_it", condition=~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def code(self) -> str:
        """The code of core.investigation.PlannedStep."""
        return f"{self.playbook}.{self.step}"

    @property
    def revision(self) -> int:
        """So that a form opened before somebody else's version is known to be stale."""
        return self.number

    def revise(self) -> None:
        """Count the versions."""
        self.number += 1


class DisciplinaryDecision(IncidentRecord):
    """Action against somebody, or why not; each version is a row, in no export. Source: SI-DISC."""

    is_taken = models.BooleanField()
    about = models.CharField(max_length=10)  # staff, pupil, nobody
    words = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disciplinary_decision_has_its_reasons", condition=~Q(words="")
            )
        ]

    def __str__(self) -> str:
        return f"disciplinary decision {self.pk}"
