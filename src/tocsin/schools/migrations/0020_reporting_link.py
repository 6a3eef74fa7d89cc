import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0007_wall_around_calendar_and_cover"),
    ]

    operations = [
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
    ]
