from django.urls import path

from tocsin.incidents.decision import views

app_name = "decision"
urlpatterns = [
    path("<uuid:incident_id>/decision/", views.decide, name="decide"),
    path("<uuid:incident_id>/decision/agree/", views.agree, name="agree"),
    path("<uuid:incident_id>/decision/review/", views.review, name="review"),
    path("<uuid:incident_id>/decision/delay/", views.delay, name="delay"),
    path("<uuid:incident_id>/decision/order/", views.order, name="order"),
    path("<uuid:incident_id>/advice/", views.advise, name="advise"),
    path("<uuid:incident_id>/people-told/", views.people_told, name="people-told"),
]
