from django.urls import path

from tocsin.incidents.report import keyed_views, views

app_name = "report"
urlpatterns = [
    path("", views.start, name="start"),
    path("key/", keyed_views.key, name="key"),
    path("keyed/<uuid:incident_id>/", keyed_views.keyed, name="keyed"),
    path("paper/", keyed_views.paper, name="paper"),
    path("mine/", views.mine, name="mine"),
    path("mine/<uuid:incident_id>/", views.own, name="own"),
    path("sent/<uuid:incident_id>/", views.done, name="done"),
    path("<uuid:draft_id>/check/", views.check, name="check"),
    path("<uuid:draft_id>/<slug:name>/", views.step, name="step"),
]
