from django.urls import path

from tocsin.incidents.severity import views

app_name = "severity"
urlpatterns = [
    path("<uuid:incident_id>/severity/", views.classify, name="classify"),
    path("<uuid:incident_id>/dpo/", views.refer, name="refer"),
    path("<uuid:incident_id>/seen-by-head/", views.acknowledge_as_head, name="acknowledge-head"),
    path("<uuid:incident_id>/seen-by-dpo/", views.acknowledge_as_dpo, name="acknowledge-dpo"),
]
