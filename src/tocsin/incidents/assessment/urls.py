from django.urls import path

from tocsin.incidents.assessment import views

app_name = "assessment"
urlpatterns = [
    path("<uuid:incident_id>/assessment/", views.start, name="start"),
    path("<uuid:incident_id>/assessment/result/", views.result, name="result"),
    path("<uuid:incident_id>/assessment/compare/", views.compare, name="compare"),
    path("<uuid:incident_id>/assessment/version/<int:number>/", views.version, name="version"),
    path("<uuid:incident_id>/assessment/<slug:name>/", views.step, name="step"),
]
