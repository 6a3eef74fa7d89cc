"""When the steps of an incident were first taken, for the figures on timescales."""

from django.db import models


class Milestones(models.Model):
    """The first time of each step that the incident's other columns do not tell. Source: SI-M7.

    Empty where it was not taken, and where it was taken before Tocsin kept this.
    """

    triaged_at = models.DateTimeField(null=True)
    suspected_at = models.DateTimeField(null=True)  # said to be a suspicion
    found_at = models.DateTimeField(null=True)  # no longer a suspicion
    contained_at = models.DateTimeField(null=True)
    first_classified_at = models.DateTimeField(null=True)
    dpo_decided_at = models.DateTimeField(null=True)  # told, or not told and why
    reopened_at = models.DateTimeField(null=True)  # the last time
    new_facts_at = models.DateTimeField(null=True)  # reopened for facts about the risk, last time

    class Meta:
        abstract = True
