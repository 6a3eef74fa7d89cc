import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0007_wall_around_calendar_and_cover"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="feed",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("names_schools", models.BooleanField(default=False)),
                ("reminds", models.BooleanField(default=False)),
                ("read_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MailboxState",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="schools.school",
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("fault", models.CharField(blank=True, max_length=30)),
                ("sealed_token", models.BinaryField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("host", models.CharField(max_length=255)),
                ("sealed", models.BinaryField()),
                ("occasions", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("is_on", models.BooleanField(default=True)),
                ("is_gone", models.BooleanField(default=False)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at__isnull", True), ("is_on", False), _connector="OR"
                        ),
                        name="webhook_that_was_removed_is_off",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("occasion", models.CharField(max_length=30)),
                ("subject_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="schools.school"
                    ),
                ),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="schools.webhook"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["webhook", "-at"], name="delivery_newest_first")],
            },
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address", models.EmailField(max_length=254)),
                ("host", models.CharField(max_length=253)),
                ("port", models.PositiveIntegerField()),
                (
                    "security",
                    models.CharField(
                        choices=[
                            ("tls", "Encrypted from the start (port 993)"),
                            ("starttls", "STARTTLS (port 143)"),
                            ("none", "None: only inside your own network"),
                        ],
                        max_length=10,
                    ),
                ),
                ("user", models.CharField(max_length=254)),
                (
                    "sign_in",
                    models.CharField(
                        choices=[
                            ("password", "A password"),
                            ("client", "OAuth2, as an app of its own (Microsoft 365)"),
                            ("refresh", "OAuth2, with a refresh token (Google Workspace)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("token_url", models.CharField(blank=True, max_length=500)),
                ("client_id", models.CharField(blank=True, max_length=200)),
                ("scope", models.CharField(blank=True, max_length=300)),
                ("sealed_secret", models.BinaryField(null=True)),
                ("folder", models.CharField(default="INBOX", max_length=200)),
                ("done_folder", models.CharField(blank=True, max_length=200)),
                ("since_on", models.DateField()),
                ("is_on", models.BooleanField(default=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school",), name="school_has_one_mailbox"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sign_in", "password"),
                            models.Q(("token_url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mailbox_with_oauth_says_where_tokens_come_from",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("is_open_to_outsiders", models.BooleanField(default=True)),
                ("is_open_to_anonymous", models.BooleanField(default=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school",), name="school_has_one_reporting_link"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="phone",
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="digest_ended_at",
            field=models.DateTimeField(null=True),
        ),
    ]
