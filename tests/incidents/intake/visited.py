"""A visit to a running Tocsin by a browser that can be told apart, and what is left of it."""

import http.client
import json
import re
from urllib.parse import urlencode

from tests.incidents.intake.door import everything_in
from tests.ui.markup import read

AGENT, COOKIE, FORWARDED = "Zebrafish-Browser/77.7", "zebrafish-cookie-4711", "203.0.113.77"
ADDRESS = "127.0.0.77"  # on Linux all of 127/8 is this machine
MARKS = ("zebrafish", "maria-was-here", FORWARDED, ADDRESS)
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")
SEED = """
import json
from datetime import timedelta
from uuid import uuid4, uuid5
from tests.worlds import ANSWERS, a_member, a_school, signed_in
from tocsin.core.roles import Role
from tocsin.incidents.report.commands import report
at = now - timedelta(days=60)
school = a_school(name="Alder Bank Primary School", at=at)
for role in (Role.DEPUTY_DPO, Role.DPO, Role.HEAD, Role.OFFICE):
    a_member(school, role, at=at)
session = signed_in(a_member(school, at=at)).cookies["sessionid"].value
# Another school's incident has the id that a page of this school's would make of its own.
page_id, elsewhere = uuid4(), a_member(a_school(at=at), at=at)
taken = uuid5(school.pk, str(page_id))
report(draft_id=taken, answers=ANSWERS, by=elsewhere, at=at)
print(json.dumps({
    "slug": school.slug, "session": session, "other": str(taken), "page": str(page_id),
}))
"""
DUMP = """
import json
from tocsin.ledger.queries import history
from tocsin.incidents.models import Incident
from tocsin.ledger.roster import schools
from tocsin.ledger.tenancy import reading
plain = lambda v: bytes(v).hex() if isinstance(v, (bytes, memoryview)) else str(v)
found = {}
with reading(*[pk for pk, _ in schools()]), connection.cursor() as cursor:
    for table in connection.introspection.table_names():
        cursor.execute(f'SELECT * FROM "{table}"')
        found[table] = [" | ".join(map(plain, row)) for row in cursor.fetchall()]
    found["content"] = [str(e) for i in Incident.objects.all() for e in history(i)]
print(json.dumps(found))
"""


class Marked:
    """Somebody who is signed in at the same time, and whose every request can be recognised."""

    def __init__(self, port, slug, session):
        self.port, self.place = port, f"/r/{slug}"
        self.headers = {
            "User-Agent": AGENT,
            "Cookie": f"sessionid={session}; mark={COOKIE}",
            "X-Forwarded-For": FORWARDED,
            "Accept-Language": "zebrafish",
        }

    def ask(self, path, fields=None, **headers):
        """The answer's status, headers and words."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, 20, source_address=(ADDRESS, 0))
        body = urlencode(fields, doseq=True) if isinstance(fields, dict) else fields
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields is not None else {}
        whole = self.headers | kind | headers
        line.request("GET" if fields is None else "POST", self.place + path, body, whole)
        answer = line.getresponse()
        said = answer.status, answer.headers, answer.read().decode()
        line.close()
        return said

    def press(self, path, html, button="Continue", **answers):
        """Send the page's form as it stands, with these answers."""
        form = next(f for f in read(html).all("form") if f.attributes["method"] == "post")
        pressed = next(b for b in form.all("button") if b.words == button)
        named = {pressed.attributes[k]: pressed.attributes["value"] for k in ["name"]
                 if k in pressed.attributes}  # fmt: skip
        return self.ask(path, {**everything_in(form), **named, **answers})


def rows_of(instance):
    """Every row of every table, as text."""
    return json.loads(instance.say(DUMP).splitlines()[-1])


def new_rows(before, after):
    """The rows that were not there before, by table."""
    changed = {table: set(rows) - set(before.get(table, ())) for table, rows in after.items()}
    return {table: rows for table, rows in changed.items() if rows}


def exact_instants(rows):
    """Every instant in the rows that says more than the day, or a full hour of an alert."""
    return [
        (table, instant, row)
        for table, found in rows.items()
        for row in found
        for instant in INSTANT.findall(row)
        if not re.search(r"\d\d:00:00(\.0+)?$", instant)
    ]
