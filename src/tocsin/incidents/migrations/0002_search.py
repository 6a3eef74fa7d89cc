"""The search index: FTS5 over the words on SQLite, a stored tsvector on PostgreSQL."""

from django.db import migrations

STATEMENTS = {
    "sqlite": (
        "CREATE VIEW incidents_searchable AS SELECT id, replace(school_id, '-', '') AS school, words"
        " FROM incidents_searchwords",
        "CREATE VIRTUAL TABLE incidents_search USING fts5(school, words,"
        " content='incidents_searchable', content_rowid='id', tokenize='porter unicode61')",
        "CREATE TRIGGER search_added AFTER INSERT ON incidents_searchwords BEGIN"
        " INSERT INTO incidents_search(rowid, school, words)"
        " VALUES (new.id, replace(new.school_id, '-', ''), new.words); END",
        "CREATE TRIGGER search_removed AFTER DELETE ON incidents_searchwords BEGIN"
        " INSERT INTO incidents_search(incidents_search, rowid, school, words)"
        " VALUES ('delete', old.id, replace(old.school_id, '-', ''), old.words); END",
        "CREATE TRIGGER search_changed AFTER UPDATE OF words ON incidents_searchwords"
        " WHEN old.words IS NOT new.words BEGIN"
        " INSERT INTO incidents_search(incidents_search, rowid, school, words)"
        " VALUES ('delete', old.id, replace(old.school_id, '-', ''), old.words);"
        " INSERT INTO incidents_search(rowid, school, words)"
        " VALUES (new.id, replace(new.school_id, '-', ''), new.words); END",
    ),
    "postgresql": (
        "ALTER TABLE incidents_searchwords ADD COLUMN tokens tsvector"
        " GENERATED ALWAYS AS (to_tsvector('english', words)) STORED",
        "CREATE INDEX search_tokens ON incidents_searchwords USING gin (tokens)",
    ),
}


def build(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunPython(build)]
