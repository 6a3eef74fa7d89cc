"""schemathesis against a real server over loopback: every check it has, and nothing to find."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.jobs.instances import copy_of, free_port, until

SEED = """
import json
from tests.worlds import a_member, a_report, a_school
from tocsin.core.roles import Role
from tocsin.schools.connections.commands import connect
from tocsin.schools.models import Scope
admin = a_member(a_school(), Role.HEAD)
reporter = a_member(admin.school)
ids = [str(a_report(reporter).pk) for _ in range(3)]
token, secret = connect(name="x", scopes=Scope.values, lasts_days=30, by=admin, at=now)
print(json.dumps({"secret": secret, "ids": ids}))
"""


@pytest.fixture(scope="module")
def site(migrated, tmp_path_factory):
    with copy_of(migrated, tmp_path_factory.mktemp("api") / "data") as instance:
        seeded = json.loads(instance.say(SEED))
        port = free_port()
        environ = {"PORT": port, "TOCSIN_API_REQUESTS_A_MINUTE": 1_000_000}
        process = instance.start("-m", "tocsin", "serve", is_heard=False, **environ)
        url = f"http://127.0.0.1:{port}"
        until(lambda: answers(url), process)
        yield url, seeded


def answers(url):
    try:
        with urlopen(f"{url}/healthz", timeout=60) as page:  # noqa: S310 - our own
            return page.status == 200
    except OSError:
        return False


def checked(folder, site, *more):
    """Every check, in every phase, the same requests in each run; what it says, and its verdict."""
    url, seeded = site
    (folder / "schemathesis.toml").write_text(
        f"""
[parameters]
incident_id = "{seeded["ids"][0]}"
"""
    )
    done = subprocess.run(  # noqa: S603 - our own environment
        [
            str(Path(sys.executable).parent / "schemathesis"), "run", f"{url}/api/v1/openapi.json",
            "--checks", "all", "--mode", "all", "--seed", "20261120", "--continue-on-failure",
            "--generation-deterministic", "--max-examples", "10", "--request-timeout", "20",
            "-H", f"Authorization: Bearer {seeded['secret']}", *more,
        ],
        cwd=folder, capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_schemathesis_finds_nothing_with_every_check(site, tmp_path):
    verdict, said = checked(tmp_path, site)

    assert verdict == 0, said
    assert "Selected: 11/11" in said
    assert "Tested: 11" in said
    assert "Warnings" not in said
