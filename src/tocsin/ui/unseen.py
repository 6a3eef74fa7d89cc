"""Pages that do not know who is asking: what tells one visitor from another stays at the door."""

import logging
import re
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime, time
from pathlib import Path

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tocsin.core.clock import LONDON

PLACE = "/r/"  # the public reporting door; see docs/decisions/0010
# Pages on which somebody who is signed in reports, and may keep their name back at the end. They
# are known, and yet the log says no more of their visits: a minute in it would name them.
SIGNED_IN = re.compile(r"/s/[^/]+/report/")
# What a page needs to be answered. Everything else (cookies, address, program, language, and
# whatever a proxy adds) is taken away before anything reads it: what nobody holds, nobody keeps.
NEEDED = frozenset(
    {
        "CONTENT_LENGTH", "CONTENT_TYPE", "HTTP_ACCEPT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO",
        "PATH_INFO", "REQUEST_METHOD", "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)  # fmt: skip
_is_unseen = ContextVar("is_unseen", default=False)


class Unseen:
    """Stands before everything else, and lets a visit through without its visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # However it is written: "/r" and "//r/" are answered by nobody, and would be logged.
        path = f"/{request.path_info.strip('/')}/"
        if path.lower().startswith(PLACE):
            for name in [n for n in request.META if n not in NEEDED and not n.startswith("wsgi.")]:
                del request.META[name]
            response = self._unlogged(request)
            response.cookies.clear()
            return response
        return self._unlogged(request) if SIGNED_IN.match(path) else self.get_response(request)

    def _unlogged(self, request: HttpRequest) -> HttpResponseBase:
        request.is_unseen = True  # type: ignore[attr-defined] # for log lines written afterwards
        mark = _is_unseen.set(True)
        try:
            return self.get_response(request)
        finally:
            _is_unseen.reset(mark)


class NothingOfTheUnseen(logging.Filter):
    """Lets nothing of an unseen visit into the log but a fault of ours: the day, and where it was.

    No time, no address of a page, and not what the fault says, which may quote what was typed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if not (_is_unseen.get() or getattr(request, "is_unseen", False)):
            return True
        if record.levelno < logging.ERROR:
            return False
        words = "Fault" if request is not None else record.getMessage()
        record.msg, record.args = f"{words} at the reporting door{_where(record)}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        day = datetime.fromtimestamp(record.created, UTC).astimezone(LONDON).date()
        record.created = datetime.combine(day, time.min, LONDON).timestamp()
        record.msecs = 0
        return True


def _where(record: logging.LogRecord) -> str:
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is None:
        return ""
    frames = traceback.extract_tb(trace)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f": {kind.__name__} in {places}"
