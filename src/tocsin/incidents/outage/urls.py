from django.urls import path

from tocsin.incidents.outage import views

app_name = "outage"
urlpatterns = [path("<uuid:incident_id>/outage/", views.outage, name="outage")]
