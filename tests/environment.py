"""A private data folder for the run, set before Django reads its settings."""

import os
import tempfile

import hypothesis
import pytest

# The same examples in every run of CI, however busy the machine; others at every run elsewhere.
hypothesis.settings.register_profile(
    "steady", derandomize=bool(os.environ.get("CI")), deadline=None
)
hypothesis.settings.load_profile("steady")

_folder = tempfile.TemporaryDirectory(prefix="tocsin-tests-")
os.environ["TOCSIN_DATA"] = _folder.name
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away again."""
    del config
    _folder.cleanup()
