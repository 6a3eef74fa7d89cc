"""The response team of each school; on PostgreSQL it exists for that school alone."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

SEEN = "school_id = ANY (string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])"


def build_wall(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    table = "policies_responseteam"
    schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0004_wall_around_drafts"),
        ("schools", "0009_wall_around_ways_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResponseTeam",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("roles", models.JSONField(default=list)),
                ("people", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="schools.school"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("school",), name="school_has_one_response_team")
                ],
            },
        ),
        migrations.RunPython(build_wall, elidable=False),  # no way back, on purpose
    ]
