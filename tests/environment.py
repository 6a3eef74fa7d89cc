"""A private data folder for the run, set before Django reads its settings."""

import os
import tempfile

import pytest

_folder = tempfile.TemporaryDirectory(prefix="tocsin-tests-")
os.environ["TOCSIN_DATA"] = _folder.name
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away again."""
    del config
    _folder.cleanup()
