from django.urls import path

from tocsin.incidents.joint import views

app_name = "joint"
urlpatterns = [
    path("<uuid:incident_id>/joint/", views.joint, name="joint"),
    path("<uuid:incident_id>/joint/change/", views.change, name="change"),
]
