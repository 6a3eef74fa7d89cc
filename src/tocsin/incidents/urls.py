"""The addresses below a school's name."""

from django.urls import include, path

app_name = "incidents"
urlpatterns = [
    path("report/", include("tocsin.incidents.report.urls")),
]
