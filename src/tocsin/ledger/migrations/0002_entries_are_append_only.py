"""Have the database itself refuse to change or delete an entry, a content or a checkpoint.

Contents alone may be deleted: that is what disposal does.
"""

from django.db import migrations

FORBIDDEN = (
    ("ledger_entry", "update"),
    ("ledger_entry", "delete"),
    ("ledger_checkpoint", "update"),
    ("ledger_checkpoint", "delete"),
    ("ledger_content", "update"),
)
STATEMENTS = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {table}_no_{verb}() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
        "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION {table}_no_{verb}()",
    ),
}


def forbid(apps, schema_editor):
    for table, verb in FORBIDDEN:
        for statement in STATEMENTS[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table, verb=verb))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forbid)]  # no way back, on purpose
