"""On PostgreSQL the tables of 0008 exist for their school alone.

The setting is read once a question, not once a row: with thousands of schools in it, splitting it for
each row would take longer than all the rest. That goes for the oldest tables that lists read, too.
"""

from django.db import migrations

TABLES = (
    "schools_delivery",
    "schools_mailbox",
    "schools_mailboxstate",
    "schools_reportinglink",
    "schools_webhook",
)
SEEN = "school_id = ANY ((SELECT string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")
    schema_editor.execute(f"ALTER POLICY wall ON schools_membership USING ({SEEN})")
    # PostgreSQL asks the last of the policies by name first: comparing one person is quicker than looking
    # for the school among thousands, and true of every row that somebody's own queue is read from.
    schema_editor.execute("ALTER POLICY own ON schools_membership RENAME TO yours")


class Migration(migrations.Migration):
    dependencies = [("schools", "0008_ways_in_and_feeds")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
