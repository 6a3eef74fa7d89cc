"""The mailbox that staff and others write to, and how reading it goes."""

from django.db import models
from django.db.models import Q

from tocsin.schools.models.people import School, SchoolRecord


class Mailbox(SchoolRecord):
    """The school's data protection mailbox, read over IMAP. Source: BR-5.1."""

    class Security(models.TextChoices):
        TLS = "tls", "Encrypted from the start (port 993)"
        STARTTLS = "starttls", "STARTTLS (port 143)"
        NONE = "none", "None: only inside your own network"

    class SignIn(models.TextChoices):
        PASSWORD = "password", "A password"
        CLIENT = "client", "OAuth2, as an app of its own (Microsoft 365)"
        REFRESH = "refresh", "OAuth2, with a refresh token (Google Workspace)"

    address = models.EmailField(max_length=254)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10, choices=Security.choices)
    user = models.CharField(max_length=254)
    sign_in = models.CharField(max_length=10, choices=SignIn.choices)
    token_url = models.CharField(max_length=500, blank=True)
    client_id = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    sealed_secret = models.BinaryField(null=True)  # JSON under the school's key
    folder = models.CharField(max_length=200, default="INBOX")
    done_folder = models.CharField(max_length=200, blank=True)  # "" leaves what was read in place
    since_on = models.DateField()  # older mail is left alone
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], name="school_has_one_mailbox"),
            models.CheckConstraint(
                name="mailbox_with_oauth_says_where_tokens_come_from",
                condition=Q(sign_in="password") | ~Q(token_url=""),
            ),
        ]

    def __str__(self) -> str:
        return f"mailbox {self.pk}"

    @property
    def bound_to(self) -> str:
        """What the sealed secret is tied to."""
        return f"{self.school_id}:{self.ledger_name}:secret"


class MailboxState(models.Model):
    """How reading goes. It changes every minute, so the ledger does not vouch for it."""

    school = models.OneToOneField(School, primary_key=True, on_delete=models.CASCADE)
    since_at = models.DateTimeField()  # when reading was switched on, as it is set now
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # when all went well
    failures = models.PositiveIntegerField(default=0)  # tries since
    fault = models.CharField(max_length=30, blank=True)  # a code of schools.mailbox.faults
    sealed_token = models.BinaryField(null=True)  # a refresh token that replaced the first one

    def __str__(self) -> str:
        return f"state of the mailbox of {self.school_id}"
