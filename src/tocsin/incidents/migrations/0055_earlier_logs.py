"""What an earlier log brought in, and by what its incidents are found again."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0051_wall_around_what_was_found_out"),
        ("policies", "0004_wall_around_drafts"),
        ("schools", "0007_wall_around_calendar_and_cover"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("cells", models.JSONField(default=list)),
                ("digest", models.CharField(max_length=64)),
                ("likeness", models.CharField(max_length=64, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PendingLog",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sealed_digest", models.CharField(max_length=64)),
                ("chosen", models.JSONField(default=dict)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_status",
        ),
        migrations.AddField(
            model_name="incident",
            name="retention_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="incident",
            name="their_number",
            field=models.CharField(max_length=100, null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="incidents.importbatch",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["school", "status", "-reported_at", "-number"], name="incident_of_status"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)),
                fields=["school", "-reported_at", "-number"],
                name="incident_from_an_earlier_log",
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="original",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="pendinglog",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pendinglog",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="schools.school"
            ),
        ),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(fields=["school", "likeness"], name="original_by_likeness"),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.UniqueConstraint(
                fields=("school", "digest"), name="entry_of_an_earlier_log_is_imported_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.UniqueConstraint(
                fields=("incident",), name="imported_incident_has_one_original"
            ),
        ),
    ]
