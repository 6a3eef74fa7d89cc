import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0011_watch_what_is_open"),
        ("schools", "0009_wall_around_ways_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="regulator_owed",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="regulator_phase",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="telling",
            name="proof",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="incidents.attachment",
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="told_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="telling",
            name="without_approval",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="telling",
            name="without_log",
            field=models.TextField(null=True),
        ),
        migrations.CreateModel(
            name="RegulatorReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("form", models.CharField(max_length=30)),
                ("answers", models.JSONField(default=dict)),
                ("approved_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("phase", models.CharField(blank=True, max_length=10)),
                ("sent_at", models.DateTimeField(null=True)),
                ("told", models.JSONField(null=True)),
                ("outstanding", models.JSONField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.attachment",
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
        migrations.AddField(
            model_name="telling",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tellings",
                to="incidents.regulatorreport",
            ),
        ),
        migrations.CreateModel(
            name="RegulatorLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "From the regulator"), ("out", "To the regulator")],
                        max_length=3,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("how", models.CharField(max_length=30)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("words", models.TextField()),
                ("answer_by", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answers", models.UUIDField(null=True)),
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
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.attachment",
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
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="regulator_letter_says_something",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="regulatorreport",
            constraint=models.UniqueConstraint(
                fields=("incident", "number"), name="regulator_report_has_its_own_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="regulatorreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True),
                    models.Q(
                        ("file__isnull", False),
                        ("told__isnull", False),
                        models.Q(("phase", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="regulator_report_that_was_sent_keeps_what_was_sent",
            ),
        ),
    ]
