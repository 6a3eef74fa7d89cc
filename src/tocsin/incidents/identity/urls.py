from django.urls import path

from tocsin.incidents.identity import views

app_name = "identity"
urlpatterns = [
    path("<uuid:incident_id>/reporter/", views.name, name="name"),
    path("<uuid:incident_id>/reporter/<uuid:opening_id>/agree/", views.agree, name="agree"),
    path("<uuid:incident_id>/reporter/<uuid:opening_id>/open/", views.opened, name="opened"),
]
