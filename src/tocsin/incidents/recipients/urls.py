from django.urls import path

from tocsin.incidents.recipients import views

app_name = "recipients"
urlpatterns = [
    path("<uuid:incident_id>/recipients/", views.recipients, name="recipients"),
    path("<uuid:incident_id>/recipients/add/", views.add, name="add"),
    path("<uuid:incident_id>/recipients/<uuid:recipient_id>/", views.follow, name="follow"),
]
