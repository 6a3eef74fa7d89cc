"""What was found out about a file after it was kept: is it clean, and a copy of a picture."""

from django.db import models
from django.db.models import Q

from tocsin.incidents.models.attachment import Attachment
from tocsin.incidents.models.incident import IncidentRecord


class FileScan(IncidentRecord):
    """What the virus scanner said about a file. Without a row, nothing was said: never "clean"."""

    CLEAN, FOUND, TOO_BIG = "clean", "found", "too-big"

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="scan")
    result = models.CharField(max_length=10)
    finding = models.CharField(max_length=100, blank=True)  # the scanner's name for it

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scan_names_a_finding_exactly_when_there_is_one",
                condition=(Q(result="found") & ~Q(finding=""))
                | (~Q(result="found") & Q(finding="")),
            )
        ]

    def __str__(self) -> str:
        return f"scan {self.pk}"


class FileCopy(IncidentRecord):
    """A picture without what its camera wrote into it; the original stays sealed beside it."""

    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="copy")
    fault = models.CharField(max_length=20, blank=True)  # why there is none; "" when there is
    size = models.PositiveBigIntegerField(default=0)  # bytes
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the copy
    sealed_digest = models.CharField(max_length=64, blank=True)  # of what is kept, and its place

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="copy_is_kept_unless_something_was_wrong",
                condition=(Q(fault="") & ~Q(sealed_digest=""))
                | (~Q(fault="") & Q(sealed_digest="")),
            )
        ]

    def __str__(self) -> str:
        return f"copy {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed copy is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"
