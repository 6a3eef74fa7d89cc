"""A database of an earlier Tocsin becomes what a new one is made as, and keeps what is in it."""

import json

from tests.jobs.instances import new_instance

STEP_BY_STEP = """
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
leaves = [key for key in executor.loader.graph.leaf_nodes() if "_squashed_" not in key[1]]
executor.migrate(leaves)
"""
SHAPE = """
import json
with connection.cursor() as cursor:
    look = connection.introspection
    tables = sorted(each.name for each in look.get_table_list(cursor))
    shape = {
        table: [
            sorted(map(str, look.get_table_description(cursor, table))),
            sorted(map(str, look.get_constraints(cursor, table).values())),
        ]
        for table in tables
    }
    rules = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')",
        "postgresql": "SELECT tablename || policyname, qual FROM pg_policies",
    }
    cursor.execute(rules[connection.vendor])
    shape["rules"] = sorted(map(str, cursor.fetchall()))
print(json.dumps(shape))
"""


def shape_of(instance):
    return json.loads(instance.say(SHAPE).splitlines()[-1])


def test_every_step_an_earlier_tocsin_took_ends_where_a_new_one_starts(tmp_path):
    with new_instance(tmp_path / "new") as new, new_instance(tmp_path / "old") as old:
        assert new.run("migrate").returncode == 0
        old.say(STEP_BY_STEP)
        said = old.run("migrate")

        assert said.returncode == 0, said.stderr
        assert shape_of(old) == shape_of(new)
