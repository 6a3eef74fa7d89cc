from django.urls import path

from tocsin.incidents.improving import views

app_name = "improving"
urlpatterns = [path("actions/", views.changes, name="changes")]
