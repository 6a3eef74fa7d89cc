from django.urls import path

from tocsin.incidents.as_known import views

app_name = "as_known"
urlpatterns = [path("<uuid:incident_id>/as-known/", views.as_known, name="as-known")]
