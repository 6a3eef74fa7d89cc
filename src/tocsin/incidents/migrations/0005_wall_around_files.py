"""On PostgreSQL a school's files exist for it alone, like its other rows."""

from django.db import migrations

TABLE = "incidents_attachment"
SEEN = "school_id = ANY (string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    schema_editor.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    schema_editor.execute(f"CREATE POLICY wall ON {TABLE} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_attachment")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
