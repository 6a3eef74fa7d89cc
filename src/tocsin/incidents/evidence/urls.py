from django.urls import path

from tocsin.incidents.evidence import views

app_name = "evidence"
urlpatterns = [
    path("incidents/<uuid:incident_id>/files/", views.files, name="files"),
    path("incidents/<uuid:incident_id>/files/<uuid:file_id>/", views.file, name="file"),
    path(
        "incidents/<uuid:incident_id>/files/<uuid:file_id>/original/",
        views.original,
        name="original",
    ),
    path("report/mine/<uuid:incident_id>/files/", views.own, name="own-files"),
    path("report/mine/<uuid:incident_id>/files/<uuid:file_id>/", views.own_file, name="own-file"),
]
