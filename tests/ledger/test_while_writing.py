"""The check and the work do not get in each other's way."""

import ast

from tests.jobs.instances import copy_of


def test_what_is_written_during_the_check_is_no_false_alarm(migrated, tmp_path):
    with copy_of(migrated, tmp_path / "data") as instance:
        said = instance.say("from tests.ledger import while_writing as it\nprint(it.verdicts())")

    assert ast.literal_eval(said.splitlines()[-1]) == []
