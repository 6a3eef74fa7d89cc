"""What an incident repeats of its assessments and decisions, for the rules and the log."""

from django.db import models


class Judgement(models.Model):
    """The newest assessment, advice, decision and report, as far as rules and lists need them.

    Empty until there is one. Every version stands in its own table.
    """

    # The newest assessment. Source: BR-3.2.
    assessed_at = models.DateTimeField(null=True)
    assessment_number = models.PositiveIntegerField(null=True)
    assessed_facts = models.CharField(max_length=64, null=True)  # digest of what it rested on
    risk_level = models.CharField(max_length=10, null=True)
    enisa = models.CharField(max_length=10, null=True)  # "1.75": a figure for the log
    recommends_regulator = models.CharField(max_length=8, null=True)  # yes, no, depends
    recommends_people = models.CharField(max_length=8, null=True)

    # What the DPO said. Source: SI-M6-DPO; BR-5.3.
    dpo_heard_at = models.DateTimeField(null=True)  # in advice, or in the joint decision
    advised_at = models.DateTimeField(null=True)
    advice_regulator = models.CharField(max_length=6, null=True)  # yes, no, unsure
    advice_people = models.CharField(max_length=6, null=True)

    # The decision in force. Source: BR-1.4; BR-1.5; BR-5.20 to BR-5.22.
    decided_at = models.DateTimeField(null=True)
    decision_number = models.PositiveIntegerField(null=True)
    awaiting = models.JSONField(null=True)  # ids of those who have not said whether they agree
    people_ground = models.CharField(max_length=30, null=True)
    regulator_review_on = models.DateField(null=True)
    people_review_on = models.DateField(null=True)
    people_ordered_at = models.DateTimeField(null=True)

    # The newest report to the regulator, and what is owed to it. Source: BR-5.14; BR-5.15.
    regulator_phase = models.CharField(max_length=10, null=True)  # core.regulator_form.Phase
    regulator_owed = models.JSONField(null=True)  # of {"key", "due_on", "is_letter"}

    # What the people affected will be told, and who has yet to clear a notice. Source: BR-5.17.
    notice_drafted_at = models.DateTimeField(null=True)  # the first was put up to be cleared
    notice_cleared_at = models.DateTimeField(null=True)  # while one for them is in force
    clearances_awaited = models.JSONField(null=True)  # values of core.roles.Role

    class Meta:
        abstract = True
