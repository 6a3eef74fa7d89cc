from django.urls import path

from tocsin.incidents.review import views

app_name = "review"
urlpatterns = [
    path("<uuid:incident_id>/review/", views.review, name="review"),
    path("<uuid:incident_id>/review/write/", views.write, name="write"),
    path("<uuid:incident_id>/review/follows/", views.follows, name="follows"),
]
