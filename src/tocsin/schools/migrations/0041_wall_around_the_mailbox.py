"""The second wall, around the mailbox: on PostgreSQL it exists for its school alone."""

from django.db import migrations

TABLES = ("schools_mailbox", "schools_mailboxstate")
SEEN = "school_id = ANY (string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("schools", "0040_mailbox")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
