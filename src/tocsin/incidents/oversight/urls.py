from django.urls import path

from tocsin.incidents.oversight import views

app_name = "oversight"
ALL = "<uuid:incident_id>/oversight/"
urlpatterns = [
    path(ALL, views.oversight, name="oversight"),
    path(f"{ALL}details/", views.verify, name="verify"),
    path(f"{ALL}write/", views.write, name="write"),
    path("<uuid:incident_id>/lead/hand-over/", views.hand_over, name="hand-over"),
    path("<uuid:incident_id>/lead/accept/", views.accept, name="accept"),
]
