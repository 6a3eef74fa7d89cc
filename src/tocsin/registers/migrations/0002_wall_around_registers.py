"""On PostgreSQL a school's registers exist for their school alone."""

from django.db import migrations

TABLES = (
    "registers_card",
    "registers_cardsetting",
    "registers_contact",
    "registers_evidence",
    "registers_supplier",
)
SEEN = "school_id = ANY (string_to_array(nullif(current_setting('app.schools', true), ''), ',')::uuid[])"


def build(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY wall ON {table} USING ({SEEN})")


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(build, elidable=False)]  # no way back, on purpose
