"""The check and the work do not get in each other's way."""

import ast

from tests.jobs.instances import new_instance


def test_what_is_written_during_the_check_is_no_false_alarm(tmp_path):
    with new_instance(tmp_path) as instance:
        instance.run("migrate")

        said = instance.say("from tests.ledger import while_writing as it\nprint(it.verdicts())")

    assert ast.literal_eval(said.splitlines()[-1]) == []
