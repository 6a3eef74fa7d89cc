from django.urls import path

from tocsin.incidents.custody import views

app_name = "custody"
ONE = "<uuid:incident_id>/evidence/<uuid:evidence_id>/"
urlpatterns = [
    path("<uuid:incident_id>/evidence/", views.evidence, name="evidence"),
    path("<uuid:incident_id>/evidence/add/", views.add, name="add"),
    path("<uuid:incident_id>/evidence/check/", views.check, name="check"),
    path(ONE, views.one, name="one"),
    path(f"{ONE}handling/", views.handling, name="handling"),
]
