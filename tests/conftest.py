"""What every test stands on: a private data folder and, for those that ask, a database."""

import os
import tempfile

os.environ.setdefault("TOCSIN_DATA", tempfile.mkdtemp(prefix="tocsin-tests-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop
