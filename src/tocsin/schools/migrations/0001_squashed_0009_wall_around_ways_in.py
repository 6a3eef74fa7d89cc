"""Every table of schools in one go, for a new database: what the migrations it replaces make."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

WALL = "string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[]"
# Lists read these over thousands of schools: the setting is split once a question, not once a row.
ONCE = (
    "schools_delivery",
    "schools_mailbox",
    "schools_mailboxstate",
    "schools_membership",
    "schools_reportinglink",
    "schools_webhook",
)
EACH_ROW = (
    "schools_absence",
    "schools_apitoken",
    "schools_dutyturn",
    "schools_invitation",
    "schools_period",
)


def create_cache(apps, schema_editor):
    call_command("createcachetable", verbosity=0, database=schema_editor.connection.alias)


def build_wall(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    seen = dict.fromkeys(ONCE, f"(SELECT {WALL})::uuid[]") | dict.fromkeys(EACH_ROW, WALL)
    for table, schools in seen.items():
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING (school_id = ANY ({schools}))")
    # A person who signs in must find their own memberships before any school is chosen. PostgreSQL asks
    # the last of the policies by name first: comparing one person is quicker than looking for the school
    # among thousands, and true of every row that somebody's own queue is read from.
    schema_editor.execute(
        "CREATE POLICY yours ON schools_membership FOR SELECT USING"
        " (person_id = nullif(current_setting('app.person', true), '')::uuid)"
    )


class Migration(migrations.Migration):
    replaces = [
        ("schools", "0001_initial"),
        ("schools", "0002_wall_between_schools"),
        ("schools", "0003_shared_cache"),
        ("schools", "0004_api_token"),
        ("schools", "0005_wall_around_tokens"),
        ("schools", "0006_calendar_and_cover"),
        ("schools", "0007_wall_around_calendar_and_cover"),
        ("schools", "0008_ways_in_and_feeds"),
        ("schools", "0009_wall_around_ways_in"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(null=True)),
                ("sessions_stamp", models.PositiveIntegerField(default=0)),
                ("digest_ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Controller",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("is_trust", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england", "England"),
                            ("wales", "Wales"),
                            ("scotland", "Scotland"),
                            ("northern-ireland", "Northern Ireland"),
                        ],
                        default="england",
                        max_length=20,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "controller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.controller"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("roles", models.JSONField(default=list)),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
                ("phone", models.CharField(max_length=40, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "person"), name="person_has_one_membership_in_a_school"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=150)),
                ("roles", models.JSONField(default=list)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                            ("accepted_by__isnull", True),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_that_was_accepted_has_ended",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("scopes", models.JSONField(default=list)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_on", models.DateField(null=True)),
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
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "deputy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
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
                "indexes": [models.Index(fields=["school", "last_on"], name="absence_by_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="absence_does_not_end_before_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyTurn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "person",
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
                "indexes": [models.Index(fields=["school", "last_on"], name="turn_by_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="turn_does_not_end_before_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("term", "Term"),
                            ("half_term", "Half-term"),
                            ("inset", "INSET day"),
                            ("closure", "Holiday or closure"),
                            ("bank_holiday", "Bank holiday of our own"),
                            ("ordinary", "Not a bank holiday for us"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["school", "first_on"], name="period_by_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="period_does_not_end_before_it_begins",
                    )
                ],
            },
        ),
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
        migrations.RunPython(create_cache),
        migrations.RunPython(build_wall, elidable=False),  # no way back, on purpose
    ]
