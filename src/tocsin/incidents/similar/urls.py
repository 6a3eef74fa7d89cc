from django.urls import path

from tocsin.incidents.similar import views

app_name = "similar"
urlpatterns = [path("<uuid:incident_id>/similar/", views.similar, name="similar")]
