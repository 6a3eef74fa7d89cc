"""An import that kills its own process with SIGKILL, at one of the writes of its transaction.

`python -m tests.incidents.importing.killed <file> <school> <write>`; the last write is -1.
"""

import os
import signal
import sys

import django


def dying_at(number):
    asked = 0

    def ask(execute, sql, *query):
        nonlocal asked
        asked += sql.startswith("INSERT")
        if asked == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *query)

    return ask


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    file, school, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with connection.execute_wrapper(dying_at(number)):
        call_command("import_log", file, "--school", school, "--yes")
