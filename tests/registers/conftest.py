"""What time it is, as the pages read it: told from the outside edge."""

import pytest

from tests.worlds import FRIDAY


@pytest.fixture
def clock(monkeypatch):
    """Set what time the pages think it is: `clock(instant)`. It begins on Friday 20 November."""

    def at(instant):
        monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
        return instant

    at(FRIDAY)
    return at
