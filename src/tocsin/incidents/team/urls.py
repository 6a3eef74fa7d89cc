from django.urls import path

from tocsin.incidents.team import views

app_name = "team"
urlpatterns = [
    path("<uuid:incident_id>/team/", views.team, name="team"),
    path("<uuid:incident_id>/team/change/", views.change, name="change"),
    path("<uuid:incident_id>/team/keep-out/", views.keep_out, name="keep-out"),
    path("<uuid:incident_id>/team/let-back/<uuid:recusal_id>/", views.let_back, name="let-back"),
]
