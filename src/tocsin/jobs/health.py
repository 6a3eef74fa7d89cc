"""Is it up, and is anybody working? For load balancers and whoever watches the machine."""

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tocsin.jobs.queries import is_attended


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and a worker is alive, else 503 naming what is not."""
    try:
        worker = "ok" if is_attended(timezone.now()) else "none seen lately"  # noqa: TID251 - an edge
        state = {"database": "ok", "worker": worker}
    except (DatabaseError, InterfaceError):
        state = {"database": "no answer", "worker": "not known"}
    is_ready = set(state.values()) == {"ok"}
    return JsonResponse(state, status=200 if is_ready else 503)
