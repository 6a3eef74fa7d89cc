from django.urls import path

from tocsin.incidents.triage import views

app_name = "triage"
urlpatterns = [
    path("<uuid:incident_id>/kind/", views.kind, name="kind"),
    path("<uuid:incident_id>/details/", views.details, name="details"),
    path("<uuid:incident_id>/containment/", views.containment, name="containment"),
    path("<uuid:incident_id>/awareness/", views.awareness, name="awareness"),
    path("<uuid:incident_id>/note/", views.note, name="note"),
]
