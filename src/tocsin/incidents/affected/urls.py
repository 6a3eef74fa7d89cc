from django.urls import path

from tocsin.incidents.affected import import_views, undated_views, views

app_name = "affected"
urlpatterns = [
    path("<uuid:incident_id>/people/", views.front, name="front"),
    path("<uuid:incident_id>/people/open/", views.look, name="open"),
    path("<uuid:incident_id>/people/list/", views.people, name="list"),
    path("<uuid:incident_id>/people/template/", views.template, name="template"),
    path("<uuid:incident_id>/people/import/", import_views.upload, name="upload"),
    path("<uuid:incident_id>/people/import/<uuid:pending_id>/", import_views.check, name="check"),
    path(
        "<uuid:incident_id>/people/import/<uuid:pending_id>/throw-away/",
        import_views.throw_away, name="throw-away",
    ),
    path("<uuid:incident_id>/people/add/", views.add, name="add"),
    path("<uuid:incident_id>/people/undated/", undated_views.undated, name="undated"),
    path("<uuid:incident_id>/people/<uuid:person_id>/", views.correct, name="correct"),
    path("<uuid:incident_id>/people/<uuid:person_id>/who/", views.address, name="address"),
    path("<uuid:incident_id>/people/<uuid:person_id>/word/", views.word, name="word"),
    path("<uuid:incident_id>/people/<uuid:person_id>/remove/", views.remove, name="remove"),
]  # fmt: skip
