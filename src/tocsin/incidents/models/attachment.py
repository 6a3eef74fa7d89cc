"""A file that somebody added to an incident. What is in it is in the store, sealed."""

from typing import TYPE_CHECKING

from django.db import models

from tocsin.incidents.models.incident import IncidentRecord

if TYPE_CHECKING:
    from tocsin.incidents.models.inspection import FileCopy, FileScan

PICTURES = frozenset({"png", "jpg", "gif", "webp", "tif", "heic"})
MACROS = "+macro"


class Attachment(IncidentRecord):
    """Evidence: never altered, and shown under a name that is never a path. Source: SI-M3-STEPS."""

    # How what was found out about it afterwards is reached, and whether it was.
    scan: "FileScan"
    copy: "FileCopy"
    warnings: list[str]  # what pages say of it; `attachments` fills it in

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)  # by content: "pdf", "docx", "docx+macro"
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    sealed_digest = models.CharField(max_length=64)  # SHA-256 of what is kept, and its place

    # The action whose answer it came with; then whoever was asked may have no account.
    action = models.ForeignKey("incidents.Action", null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "by", "digest"], name="file_is_added_once_by_a_person"
            ),
            models.CheckConstraint(name="file_is_not_empty", condition=models.Q(size__gt=0)),
        ]
        indexes = [models.Index(fields=["school", "sealed_digest"], name="file_by_place")]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed file is tied to, so that it opens as nothing else."""
        return f"{self.school_id}:{self.ledger_name}"

    @property
    def is_picture(self) -> bool:
        """Whether a camera may have written into it where and when it was taken."""
        return self.kind in PICTURES

    @property
    def kind_words(self) -> str:
        """The kind as pages show it."""
        base, has_macros, _ = self.kind.upper().partition(MACROS.upper())
        return f"{base} with macros" if has_macros else base

    @property
    def is_held_back(self) -> bool:
        """Whether a virus scanner found something in it: then nobody gets it."""
        scan = getattr(self, "scan", None)
        return scan is not None and scan.result == scan.FOUND

    @property
    def has_copy(self) -> bool:
        """Whether there is a copy without what a camera wrote into it."""
        copy = getattr(self, "copy", None)
        return copy is not None and not copy.fault
