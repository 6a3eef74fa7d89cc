"""On PostgreSQL a school's alerts exist for it alone. The watch is the instance's: ids and instants."""

from django.db import migrations

TABLES = ("incidents_alert", "incidents_alertmail")
SEEN = "school_id = ANY (string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0060_alerts_and_watch")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
