"""The addresses about alerts, below a school's name."""

from django.urls import path

from tocsin.reminders import views

app_name = "reminders"
urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("alerts/<str:token>/", views.answer, name="answer"),
    path("incidents/<uuid:incident_id>/alerts/", views.incident_alerts, name="incident"),
]
