from django.urls import path

from tocsin.incidents.outcome import views

app_name = "outcome"
urlpatterns = [
    path("<uuid:incident_id>/close/", views.close, name="close"),
    path("<uuid:incident_id>/outcome/", views.report, name="report"),
    path("<uuid:incident_id>/outcome/review/", views.review, name="review"),
    path("<uuid:incident_id>/outcome/document/", views.document, {"kind": "pdf"}, name="document"),
    path("<uuid:incident_id>/outcome/word/", views.document, {"kind": "docx"}, name="word"),
    path("<uuid:incident_id>/recommend/", views.recommend, name="recommend"),
    path("<uuid:incident_id>/reopen/", views.reopen, name="reopen"),
    path("<uuid:incident_id>/own/<slug:key>/", views.own_duty, name="own-duty"),
]
