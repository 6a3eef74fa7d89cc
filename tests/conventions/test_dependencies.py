"""Dependencies: locked, without naming the host they came from, each with its reason."""

import re
import tomllib

from tests.conventions.house import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
DECISION = ROOT / "docs" / "decisions" / "0002-dependencies.md"


def pins(name):
    return set(re.findall(r"^([a-z0-9._-]+==[^\s;]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_no_lock_file_names_a_host_or_a_path():
    found = [
        (name, line)
        for name in LOCKS
        for line in (ROOT / name).read_text().splitlines()
        if "://" in line or "file:" in line or "@ " in line
    ]

    assert found == []


def test_the_frontend_lock_does_not_say_where_packages_came_from():
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text()


def test_what_the_tests_run_on_is_what_schools_run_on():
    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_every_runtime_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[\[<>=!~; ]", line)[0] for line in project["dependencies"]}

    unexplained = {name for name in names if f"| {name} |" not in DECISION.read_text()}

    assert unexplained == set()
