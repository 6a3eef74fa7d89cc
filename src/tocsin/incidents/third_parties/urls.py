from django.urls import path

from tocsin.incidents.third_parties import views

app_name = "third_parties"
urlpatterns = [
    path("<uuid:incident_id>/others-told/", views.parties, name="list"),
    path("<uuid:incident_id>/others-told/<slug:key>/", views.party, name="party"),
    path("<uuid:incident_id>/signs/", views.signs, name="signs"),
]
