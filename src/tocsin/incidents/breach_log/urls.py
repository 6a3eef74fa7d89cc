from django.urls import path

from tocsin.incidents.breach_log import views

app_name = "breach_log"
urlpatterns = [
    path("", views.log, name="log"),
    path("export/", views.export, name="export"),
]
