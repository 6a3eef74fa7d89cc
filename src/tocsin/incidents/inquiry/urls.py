from django.urls import path

from tocsin.incidents.inquiry import views

app_name = "inquiry"
ONE = "<uuid:incident_id>/records/<uuid:record_id>/"
urlpatterns = [
    path("<uuid:incident_id>/records/", views.records, name="records"),
    path("<uuid:incident_id>/records/add/<slug:kind>/", views.add, name="add"),
    path(f"{ONE}correct/", views.correct, name="correct"),
    path(f"{ONE}strike-out/", views.strike, name="strike"),
]
