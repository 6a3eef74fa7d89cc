from django.urls import path

from tocsin.incidents.investigation import views

app_name = "investigation"
urlpatterns = [
    path("<uuid:incident_id>/investigation/", views.plan, name="plan"),
    path("<uuid:incident_id>/investigation/<slug:playbook>/<slug:key>/", views.step, name="step"),
    path("<uuid:incident_id>/people-action/", views.discipline, name="discipline"),
]
