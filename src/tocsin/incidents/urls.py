"""The addresses below a school's name."""

from django.urls import include, path

from tocsin.incidents.overview import views
from tocsin.incidents.worklists import views as worklists

app_name = "incidents"
urlpatterns = [
    path("my-work/", views.my_work, name="my-work"),
    path("queue/", worklists.team, name="queue"),
    path("inbox/", views.intake, name="inbox"),
    path("inbox/<uuid:incident_id>/", views.told, name="told"),
    path("incidents/<uuid:incident_id>/", views.incident, name="incident"),
    path("incidents/<uuid:incident_id>/timeline/", views.history, name="history"),
    path("incidents/", include("tocsin.incidents.triage.urls")),
    path("incidents/", include("tocsin.incidents.identity.urls")),
    path("incidents/", include("tocsin.incidents.severity.urls")),
    path("incidents/", include("tocsin.incidents.assessment.urls")),
    path("incidents/", include("tocsin.incidents.investigation.urls")),
    path("incidents/", include("tocsin.incidents.inquiry.urls")),
    path("", include("tocsin.incidents.interviews.urls")),
    path("incidents/", include("tocsin.incidents.custody.urls")),
    path("incidents/", include("tocsin.incidents.oversight.urls")),
    path("", include("tocsin.incidents.actions.urls")),
    path("", include("tocsin.incidents.improving.urls")),
    path("incidents/", include("tocsin.incidents.decision.urls")),
    path("incidents/", include("tocsin.incidents.regulator.urls")),
    path("", include("tocsin.incidents.notices.urls")),
    path("", include("tocsin.incidents.letter_paper.urls")),
    path("incidents/", include("tocsin.incidents.third_parties.urls")),
    path("", include("tocsin.incidents.processors.urls")),
    path("incidents/", include("tocsin.incidents.joint.urls")),
    path("incidents/", include("tocsin.incidents.outage.urls")),
    path("incidents/", include("tocsin.incidents.outcome.urls")),
    path("incidents/", include("tocsin.incidents.review.urls")),
    path("incidents/", include("tocsin.incidents.case_file.urls")),
    path("incidents/", include("tocsin.incidents.as_known.urls")),
    path("incidents/", include("tocsin.incidents.chronology.urls")),
    path("incidents/", include("tocsin.incidents.recipients.urls")),
    path("incidents/", include("tocsin.incidents.affected.urls")),
    path("incidents/", include("tocsin.incidents.dispatch.urls")),
    path("incidents/", include("tocsin.incidents.similar.urls")),
    path("", include("tocsin.incidents.evidence.urls")),
    path("incidents/", include("tocsin.incidents.team.urls")),
    path("", include("tocsin.incidents.correspondence.urls")),
    path("report/", include("tocsin.incidents.keying.urls")),
    path("mail/", include("tocsin.incidents.mailbox.urls")),
    path("report/", include("tocsin.incidents.report.urls")),
    path("figures/", include("tocsin.incidents.figures.urls")),
    path("log/import/", include("tocsin.incidents.importing.urls")),
    path("log/", include("tocsin.incidents.breach_log.urls")),
]
