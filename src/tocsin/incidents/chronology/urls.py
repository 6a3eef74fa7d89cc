from django.urls import path

from tocsin.incidents.chronology import views

app_name = "chronology"
urlpatterns = [
    path("<uuid:incident_id>/chronology/", views.chronology, name="chronology"),
    path("<uuid:incident_id>/chronology/add/", views.add, name="add"),
    path(
        "<uuid:incident_id>/chronology/<uuid:happening_id>/correct/", views.correct, name="correct"
    ),
]
