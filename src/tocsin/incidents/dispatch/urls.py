from django.urls import path

from tocsin.incidents.dispatch import file_views, reply_views, views

app_name = "dispatch"
urlpatterns = [
    path("<uuid:incident_id>/letters/", views.letters, name="letters"),
    path("<uuid:incident_id>/letters/make/", views.make, name="make"),
    path("<uuid:incident_id>/letters/<uuid:dispatch_id>/", views.batch, name="batch"),
    path("<uuid:incident_id>/letters/<uuid:dispatch_id>/done/", views.done, name="done"),
    path("<uuid:incident_id>/letters/<uuid:dispatch_id>/stop/", views.stop, name="stop"),
    path("<uuid:incident_id>/letters/<uuid:dispatch_id>/pdf/", file_views.pdf, name="pdf"),
    path("<uuid:incident_id>/letters/<uuid:dispatch_id>/word/", file_views.word, name="word"),
    path(
        "<uuid:incident_id>/letters/<uuid:dispatch_id>/zip/<int:first>/",
        file_views.archive, name="zip",
    ),
    path(
        "<uuid:incident_id>/letters/<uuid:dispatch_id>/own-paper/<int:first>/",
        file_views.own_paper, name="own-paper",
    ),
    path("<uuid:incident_id>/letters/one/<uuid:letter_id>/", views.follow, name="follow"),
    path("<uuid:incident_id>/people/answers/", reply_views.answers, name="answers"),
    path("<uuid:incident_id>/people/answers/<uuid:reply_id>/", reply_views.settle, name="settle"),
    path("<uuid:incident_id>/people/<uuid:person_id>/answer/", reply_views.answer, name="answer"),
]  # fmt: skip
