"""Files that people add to an incident."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_wall_between_schools"),
        ("schools", "0003_shared_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("sealed_digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="%(class)s_set", to="incidents.incident"
                    ),
                ),
                ("school", models.ForeignKey(on_delete=PROTECT, to="schools.school")),
            ],
            options={
                "indexes": [models.Index(fields=["school", "sealed_digest"], name="file_by_place")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incident", "by", "digest"), name="file_is_added_once_by_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="file_is_not_empty"
                    ),
                ],
            },
        )
    ]
