import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0017_wall_around_others"),
        ("schools", "0009_wall_around_ways_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["school", "kind", "due_on"], name="action_by_day"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="action",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="incidents.action"
            ),
        ),
        migrations.CreateModel(
            name="EvidenceItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("thing", "A thing"), ("note", "A note of what somebody saw")],
                        max_length=5,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("came_from", models.CharField(max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
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
            name="FileCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("found", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("viewed", "Looked at"),
                            ("copied", "Copied"),
                            ("handed_over", "Handed over"),
                            ("returned", "Given back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("who", models.CharField(max_length=150)),
                ("done_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
                (
                    "attachment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="incidents.attachment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="incidents.evidenceitem",
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
            name="InquiryRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=15)),
                ("name", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("state", models.CharField(max_length=15)),
                ("owner", models.CharField(blank=True, max_length=150)),
                ("due_on", models.DateField(null=True)),
                ("replaces", models.UUIDField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
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
            name="Interview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("held_on", models.DateField()),
                ("present", models.CharField(max_length=300)),
                ("words", models.TextField()),
                ("replaces", models.UUIDField(null=True)),
                ("struck_because", models.TextField(blank=True)),
                (
                    "agreement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked whether they agree"),
                            ("asked", "Asked whether they agree"),
                            ("agreed", "They agree"),
                            ("disputed", "They say that something is wrong"),
                        ],
                        max_length=10,
                    ),
                ),
                ("link_expires_at", models.DateTimeField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="incidents.incident",
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
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("words", ""), _negated=True)
                ),
                name="evidence_says_what_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "thing"), _negated=True),
                    models.Q(("place", ""), _negated=True),
                    _connector="OR",
                ),
                name="evidence_that_is_a_thing_says_where_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attachment__isnull", False), ("item__isnull", True)),
                    models.Q(("attachment__isnull", True), ("item__isnull", False)),
                    _connector="OR",
                ),
                name="handling_is_of_one_file_or_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(("who", ""), _negated=True), name="handling_says_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiryrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("words", ""), _negated=True)
                ),
                name="record_of_an_inquiry_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiryrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", False)),
                fields=("replaces",),
                name="record_of_an_inquiry_is_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("words", ""), _negated=True)
                ),
                name="interview_says_with_whom_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", False)),
                fields=("replaces",),
                name="interview_is_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreement__in", ["agreed", "disputed"]), ("replied_at__isnull", False)
                    ),
                    models.Q(
                        models.Q(("agreement__in", ["agreed", "disputed"]), _negated=True),
                        ("replied_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="interview_is_agreed_or_disputed_exactly_when_they_replied",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreement", "disputed"), _negated=True),
                    models.Q(("reply", ""), _negated=True),
                    _connector="OR",
                ),
                name="interview_that_is_disputed_says_what_is_wrong",
            ),
        ),
    ]
