"""How many queries each page asks: python -m bench.counting VISITS.json prints JSON."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from tocsin import startup


def main() -> None:
    startup.prepare(os.environ)
    from bench.cases import REPORT, paths_of  # noqa: PLC0415 - after startup.prepare()
    from bench.names import LARGE  # noqa: PLC0415

    visit = json.loads(Path(sys.argv[1]).read_text())[LARGE]
    counts = {}
    for name, path in paths_of(LARGE, visit).items():
        _queries("get", path, visit["deputy"])
        counts[name] = _queries("get", path, visit["deputy"])
    start = f"/s/{LARGE}/report/"
    counts["front, of staff"] = _queries("get", start, visit["reporter"])
    counts[REPORT] = _queries("post", f"{start}{visit['drafts'][-1]}/check/", visit["reporter"])
    print(json.dumps(counts))


def _queries(verb: str, path: str, session: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    asked = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    with connection.execute_wrapper(note):
        answer = getattr(client, verb)(path)
    assert answer.status_code in {200, 302}, (path, answer.status_code)
    if "-v" in sys.argv:
        sys.stderr.write("\n".join([f"\n{verb} {path}", *(sql[:150] for sql in asked)]) + "\n")
    return len(asked)


if __name__ == "__main__":
    main()
