"""Versions of the risk assessment, advice, voices in a decision, and what the incident repeats."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_wall_around_files"),
        ("schools", "0003_shared_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("regulator", models.CharField(max_length=6)),
                ("people", models.CharField(max_length=6)),
                ("words", models.TextField()),
                ("assessment_number", models.PositiveIntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("engine", models.CharField(max_length=20)),
                ("answers", models.JSONField(default=dict)),
                ("reasons", models.JSONField(default=dict)),
                ("consequences", models.JSONField(default=dict)),
                ("result", models.JSONField(default=dict)),
                ("rested_on", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="AssessmentDraft",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="incidents.incident",
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RegulatorOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ordered_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=60)),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("decision", models.UUIDField(db_index=True)),
                ("agrees", models.BooleanField(null=True)),
                ("words", models.TextField(null=True)),
                ("spoke_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="assessment_number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="delay_authority",
            field=models.CharField(max_length=150, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="delay_reference",
            field=models.CharField(max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="delay_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="departure_reason",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="followed_advice",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="instead",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="recommended_people",
            field=models.CharField(max_length=8, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="recommended_regulator",
            field=models.CharField(max_length=8, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="without_assessment",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="without_dpo",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="advice_people",
            field=models.CharField(max_length=6, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="advice_regulator",
            field=models.CharField(max_length=6, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="advised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="assessed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="assessed_facts",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="assessment_number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="awaiting",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="decision_number",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="dpo_heard_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="enisa",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="people_ground",
            field=models.CharField(max_length=30, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="people_ordered_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="people_review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="recommends_people",
            field=models.CharField(max_length=8, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="recommends_regulator",
            field=models.CharField(max_length=8, null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="regulator_review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="risk_level",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("tell_people", "later"), _negated=True),
                    models.Q(("delay_authority__isnull", False), ("delay_until__isnull", False)),
                    _connector="OR",
                ),
                name="decision_to_wait_says_on_whose_advice",
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="advice",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="assessmentdraft",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assessmentdraft",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="regulatororder",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="regulatororder",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="regulatororder",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="voice",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="assessment_number_is_used_once"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["school", "by"], name="voice_by_person"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agrees__isnull", True),
                    ("agrees", True),
                    models.Q(("words__isnull", False), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="voice_that_dissents_says_why",
            ),
        ),
    ]
