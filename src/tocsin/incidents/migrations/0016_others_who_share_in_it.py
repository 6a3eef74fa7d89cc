"""A company it happened at, whoever is responsible too, an outage, an event over several schools."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0015_wall_around_what_people_are_told"),
        ("registers", "0002_wall_around_registers"),
        ("schools", "0009_wall_around_ways_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="questions",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="action",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="without_agreement",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="at_processor",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="joint_agreed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="joint_passed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="joint_tells_people",
            field=models.CharField(max_length=4, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="joint_tells_regulator",
            field=models.CharField(max_length=4, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="outage_effect",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="outage_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="outage_restored",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="outage_to",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="JointArrangement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("controller", models.CharField(max_length=200)),
                ("contact", models.CharField(blank=True, max_length=254)),
                ("is_agreed", models.BooleanField()),
                (
                    "tells_regulator",
                    models.CharField(
                        blank=True,
                        choices=[("us", "We do"), ("them", "They do"), ("both", "Each of us does")],
                        max_length=4,
                    ),
                ),
                (
                    "tells_people",
                    models.CharField(
                        blank=True,
                        choices=[("us", "We do"), ("them", "They do"), ("both", "Each of us does")],
                        max_length=4,
                    ),
                ),
                ("agreed_at", models.DateTimeField(null=True)),
                ("agreed_with", models.CharField(blank=True, max_length=150)),
                ("words", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident",), name="incident_has_one_arrangement_at_most"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", False),
                            models.Q(
                                models.Q(("tells_regulator", ""), _negated=True),
                                models.Q(("tells_people", ""), _negated=True),
                                models.Q(("agreed_with", ""), _negated=True),
                                ("agreed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_says_who_tells_whom_and_when_and_with_whom_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangement_without_agreement_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("systems", models.TextField()),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("none", "Nothing that they would notice"),
                            ("minor", "Something small, for a short time"),
                            ("major", "Something that matters: care, meals, pay, exams, safety"),
                            ("unsure", "I do not know yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("effect_words", models.TextField(blank=True)),
                (
                    "backup",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, and it can be used"),
                            ("no", "No, or it cannot be used"),
                            ("unsure", "I do not know yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("backup_words", models.TextField(blank=True)),
                (
                    "restored",
                    models.CharField(
                        choices=[
                            ("whole", "Yes, all of it"),
                            ("part", "Part of it"),
                            ("not_yet", "Not yet"),
                            ("never", "It cannot be brought back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("restored_words", models.TextField(blank=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident",), name="incident_has_one_outage_at_most"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="outage_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restored", "whole"), _negated=True),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="outage_after_which_all_is_back_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessorCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("told_school_at", models.DateTimeField(null=True)),
                ("aware_at", models.DateTimeField(null=True)),
                ("under_them", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
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
                (
                    "supplier",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.supplier",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident",), name="incident_happened_at_one_company_at_most"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="company_it_happened_at_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aware_at__isnull", True),
                            ("told_school_at__isnull", True),
                            ("told_school_at__gte", models.F("aware_at")),
                            _connector="OR",
                        ),
                        name="company_does_not_tell_before_it_knows",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("event", models.UUIDField()),
                ("words", models.TextField()),
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
                "indexes": [models.Index(fields=["event"], name="shared_case_by_event")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident",), name="incident_is_part_of_one_event_at_most"
                    ),
                    models.UniqueConstraint(
                        fields=("school", "event"), name="event_has_one_incident_in_a_school"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedNews",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("news", models.UUIDField()),
                ("words", models.TextField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "news"), name="news_is_copied_into_an_incident_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="shared_news_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField(default=dict)),
                ("said_by", models.CharField(max_length=150)),
                ("said_as", models.CharField(blank=True, max_length=150)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplier_answers",
                        to="incidents.action",
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "number"), name="supplier_answer_number_is_used_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_by", ""), _negated=True),
                        name="supplier_answer_says_whose_it_is",
                    ),
                ],
            },
        ),
    ]
