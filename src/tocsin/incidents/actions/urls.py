from django.urls import path

from tocsin.incidents.actions import views

app_name = "actions"
ONE = "incidents/<uuid:incident_id>/actions/<uuid:action_id>/"
urlpatterns = [
    path("incidents/<uuid:incident_id>/actions/", views.actions, name="actions"),
    path("incidents/<uuid:incident_id>/actions/ask/", views.ask, name="ask"),
    path(f"{ONE}next/", views.next_step, name="next"),
    path(f"{ONE}look/", views.look, name="look"),
    path(f"{ONE}withdraw/", views.withdraw, name="withdraw"),
    path("asked/", views.asked, name="asked"),
    path("asked/<uuid:action_id>/", views.own, name="own"),
    path("asked/<uuid:action_id>/<str:token>/", views.outside, name="outside"),
]
