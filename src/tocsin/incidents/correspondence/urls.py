from django.urls import path

from tocsin.incidents.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("incidents/<uuid:incident_id>/messages/", views.all_messages, name="messages"),
    path("incidents/<uuid:incident_id>/messages/head/", views.to_head, name="to-head"),
    path("incidents/<uuid:incident_id>/messages/team/", views.to_team, name="to-team"),
    path(
        "incidents/<uuid:incident_id>/messages/reporter/<uuid:report_id>/",
        views.to_reporter,
        name="to-reporter",
    ),
    path("report/mine/<uuid:incident_id>/answer/", views.answer, name="answer"),
    path("report/mine/<uuid:incident_id>/read/", views.confirm, name="confirm"),
]
