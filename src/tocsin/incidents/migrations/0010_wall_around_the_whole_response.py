"""On PostgreSQL the tables of 0009 exist for their school alone.

The setting is read once a question, not once a row: with thousands of schools in it, splitting it for
each row would take longer than all the rest. That goes for the oldest tables that lists read, too.
"""

from django.db import migrations

TABLES = (
    "incidents_action",
    "incidents_alert",
    "incidents_alertmail",
    "incidents_disciplinarydecision",
    "incidents_filecopy",
    "incidents_filescan",
    "incidents_happening",
    "incidents_importbatch",
    "incidents_improvement",
    "incidents_message",
    "incidents_nameopening",
    "incidents_original",
    "incidents_outcomereport",
    "incidents_pendinglog",
    "incidents_planstep",
    "incidents_receipt",
    "incidents_receivedmail",
    "incidents_recipient",
    "incidents_recommendation",
    "incidents_recusal",
    "incidents_regulatorletter",
    "incidents_regulatorreport",
    "incidents_review",
    "incidents_sealedname",
    "incidents_teammember",
    "incidents_thirdparty",
    "incidents_thread",
)
SEEN = "school_id = ANY ((SELECT string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])::uuid[])"
OLDER = ("incidents_agendaitem", "incidents_incident", "incidents_voice")


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")
    for table in OLDER:
        schema_editor.execute(f"ALTER POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_tables_of_the_whole_response")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
