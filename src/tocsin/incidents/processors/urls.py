from django.urls import path

from tocsin.incidents.processors import views

app_name = "processors"
urlpatterns = [
    path("incidents/<uuid:incident_id>/company/", views.company, name="company"),
    path("incidents/<uuid:incident_id>/company/change/", views.change, name="change"),
    path("incidents/<uuid:incident_id>/company/ask/", views.ask, name="ask"),
    path("asked/company/<uuid:action_id>/<str:token>/", views.answer, name="answer"),
]
