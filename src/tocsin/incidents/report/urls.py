from django.urls import path

from tocsin.incidents.report import views

app_name = "report"
urlpatterns = [
    path("", views.start, name="start"),
    path("mine/", views.mine, name="mine"),
    path("mine/<uuid:incident_id>/", views.own, name="own"),
    path("sent/<uuid:incident_id>/", views.done, name="done"),
    path("<uuid:draft_id>/throw-away/", views.throw_away, name="throw-away"),
    path("<uuid:draft_id>/check/", views.check, name="check"),
    path("<uuid:draft_id>/<slug:name>/", views.step, name="step"),
]
