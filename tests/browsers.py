"""Which tests run on the second database, and browser tests last, missed when not run."""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LACKING = "No Chromium was found. Install it (on Debian: apt install chromium)."
TESTS = Path(__file__).parent
HALVES = ("first", "second")
NEED_NONE = {"conventions", "core"}  # the same on any database, as they know none
left_out = pytest.StashKey[int]()


@cache
def chromium() -> str | None:
    """Return the path of Debian's Chromium, or of the one Playwright downloaded; else None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--second-database",
        action="store_true",
        help="of the browser tests only those marked browser(twice=True); none that needs none",
    )
    parser.addoption("--half", choices=HALVES, help="every other file of what was collected")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the fast tests first, and skip what cannot be run, so that the report can say so."""
    if config.getoption("--second-database"):
        slow = [item for item in items if not _wanted_twice(item)]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if _wanted_twice(item)]
    if half := config.getoption("--half"):
        files = sorted({item.path for item in items})[HALVES.index(half) :: len(HALVES)]
        config.hook.pytest_deselected(items=[item for item in items if item.path not in files])
        items[:] = [item for item in items if item.path in files]
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    driving = [item for item in items if item.get_closest_marker("browser")]
    if driving and not chromium():
        config.stash[left_out] = len(driving)
        for item in driving:
            item.add_marker(pytest.mark.skip(reason=LACKING))


def _wanted_twice(item: pytest.Item) -> bool:
    if item.path.relative_to(TESTS).parts[0] in NEED_NONE:
        return False
    marker = item.get_closest_marker("browser")
    return marker is None or bool(marker.kwargs.get("twice"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash.get(left_out, 0) and os.environ.get("CI") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if missing := config.stash.get(left_out, 0):
        terminalreporter.section("BROWSER TESTS NOT RUN", red=True, bold=True)
        terminalreporter.line(f"{missing} browser tests were not run. {LACKING}", red=True)
