"""The addresses of the figures."""

from django.urls import path

from tocsin.incidents.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("file/", views.file, name="file"),
]
