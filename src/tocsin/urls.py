"""Every address. A school's pages stand under its name."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from tocsin.api.views import door, nowhere
from tocsin.jobs import health
from tocsin.schools.signed_in import open_to_all

handler400 = "tocsin.ui.errors.bad_request"
handler403 = "tocsin.ui.errors.forbidden"
handler404 = "tocsin.ui.errors.not_found"
handler500 = "tocsin.ui.errors.server_error"
handler429 = "tocsin.ui.errors.too_many"  # the sign-in library's, when somebody tries too often

MONITORED = open_to_all("a monitor asks, and learns nothing about anybody")

urlpatterns = [
    path("healthz", MONITORED(health.healthz), name="healthz"),
    path("readyz", MONITORED(health.readyz), name="readyz"),
    path("api/v1/<path:rest>", door, name="api"),
    re_path(r"^api(?:/[\s\S]*)?\Z", nowhere),
    path("accounts/email/", RedirectView.as_view(pattern_name="schools:account")),
    path("accounts/", include("allauth.urls")),
    path("R/<path:rest>", RedirectView.as_view(url="/r/%(rest)s")),  # from a poster, in capitals
    path("r/<slug:school>/", include("tocsin.incidents.intake.urls")),
    path("s/<slug:school>/", include("tocsin.incidents.urls")),
    path("s/<slug:school>/", include("tocsin.reminders.urls")),
    path("s/<slug:school>/policy/", include("tocsin.policies.urls")),
    path("s/<slug:school>/response-team/", include("tocsin.policies.team.urls")),
    path("s/<slug:school>/", include("tocsin.registers.urls")),
    path("s/<slug:school>/cover/", include("tocsin.policies.cover.urls")),
    path("events/", include("tocsin.incidents.events.urls")),
    path("", include("tocsin.incidents.worklists.urls")),
    path("", include("tocsin.schools.urls")),
]
