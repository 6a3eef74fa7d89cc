"""What the incident repeats of the records about others that share in it, for rules and lists."""

from django.db import models


class Others(models.Model):
    """A company it happened at, an organisation responsible with us, and an outage.

    Empty until somebody records it; the records themselves stand in their own tables.
    """

    # Said, or reported, to have happened at a company we use. Source: BR-5.11.
    at_processor = models.BooleanField(null=True)
    # Source: BR-5.12; UK GDPR Art 26. Who tells whom: core.joint.Teller.
    joint_agreed_at = models.DateTimeField(null=True)
    joint_passed_at = models.DateTimeField(null=True)  # it could not wait for an agreement
    joint_tells_regulator = models.CharField(max_length=4, null=True)
    joint_tells_people = models.CharField(max_length=4, null=True)
    # Source: BR-2.6.
    outage_from = models.DateTimeField(null=True)
    outage_to = models.DateTimeField(null=True)
    outage_effect = models.CharField(max_length=10, null=True)  # core.outage.EFFECTS
    outage_restored = models.CharField(max_length=10, null=True)  # core.outage.RESTORED

    class Meta:
        abstract = True
