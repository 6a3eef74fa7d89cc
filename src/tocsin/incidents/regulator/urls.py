from django.urls import path

from tocsin.incidents.regulator import correcting_views, unreported_views, views

app_name = "regulator"
urlpatterns = [
    path("<uuid:incident_id>/regulator/", views.report, name="report"),
    path("<uuid:incident_id>/regulator/part/<slug:part>/", views.part, name="part"),
    path("<uuid:incident_id>/regulator/approve/", views.approve, name="approve"),
    path(
        "<uuid:incident_id>/regulator/document/", views.document, {"kind": "pdf"}, name="document"
    ),
    path("<uuid:incident_id>/regulator/word/", views.document, {"kind": "docx"}, name="word"),
    path("<uuid:incident_id>/regulator/sent/", views.sent, name="sent"),
    path("<uuid:incident_id>/regulator/sent/<int:number>/", views.kept, name="kept"),
    path(
        "<uuid:incident_id>/regulator/sent/<int:number>/correct/",
        correcting_views.correct,
        name="correct",
    ),
    path("<uuid:incident_id>/regulator/letters/", views.letters, name="letters"),
    path(
        "<uuid:incident_id>/regulator/not-reported/", unreported_views.unreported, name="unreported"
    ),
    path(
        "<uuid:incident_id>/regulator/not-reported/document/",
        unreported_views.document,
        {"kind": "pdf"},
        name="unreported-document",
    ),
    path(
        "<uuid:incident_id>/regulator/not-reported/word/",
        unreported_views.document,
        {"kind": "docx"},
        name="unreported-word",
    ),
]
