"""The addresses below a school's name."""

from django.urls import include, path

from tocsin.incidents.overview import views

app_name = "incidents"
urlpatterns = [
    path("my-work/", views.my_work, name="my-work"),
    path("inbox/", views.intake, name="inbox"),
    path("inbox/<uuid:incident_id>/", views.told, name="told"),
    path("incidents/<uuid:incident_id>/", views.incident, name="incident"),
    path("incidents/<uuid:incident_id>/timeline/", views.history, name="history"),
    path("incidents/", include("tocsin.incidents.triage.urls")),
    path("incidents/", include("tocsin.incidents.severity.urls")),
    path("incidents/", include("tocsin.incidents.assessment.urls")),
    path("incidents/", include("tocsin.incidents.decision.urls")),
    path("incidents/", include("tocsin.incidents.outcome.urls")),
    path("", include("tocsin.incidents.evidence.urls")),
    path("mail/", include("tocsin.incidents.mailbox.urls")),
    path("report/", include("tocsin.incidents.report.urls")),
    path("log/", include("tocsin.incidents.breach_log.urls")),
]
