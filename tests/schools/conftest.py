"""What the tests of the way in share: a first link, a mailbox, and the words of a page."""

import pytest
from django.conf import settings as django_settings

from tocsin.schools.setup import setup_link


@pytest.fixture
def link(db):  # noqa: ARG001 - asked for, not used
    """The path of the link that is printed at the first start."""
    return setup_link().removeprefix(django_settings.LOCAL_URL)
