"""What time it is, and a mail server that is really there."""

import pytest

from tests.incidents.conftest import clock  # noqa: F401 - a fixture
from tests.jobs.instances import free_port
from tests.kept import kept
from tests.reminders.days import Days
from tests.worlds import a_school, a_team


@pytest.fixture
def days(settings, clock):  # noqa: F811
    """Time as it passes: `days.until(instant)`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_SET = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return Days(settings.EMAIL_PORT, clock)


built_team, team = kept("team", lambda: a_team(a_school(name="Alder Bank")))
