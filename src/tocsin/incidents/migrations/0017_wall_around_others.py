"""On PostgreSQL the tables of 0016 exist for their school alone, in the manner of 0010."""

from django.db import migrations

TABLES = (
    "incidents_jointarrangement",
    "incidents_outage",
    "incidents_processorcase",
    "incidents_sharedcase",
    "incidents_sharednews",
    "incidents_supplieranswer",
)
SEEN = "school_id = ANY ((SELECT string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0016_others_who_share_in_it")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
