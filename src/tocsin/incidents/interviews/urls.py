from django.urls import path

from tocsin.incidents.interviews import views

app_name = "interviews"
ALL = "incidents/<uuid:incident_id>/interviews/"
ONE = f"{ALL}<uuid:interview_id>/"
urlpatterns = [
    path(ALL, views.interviews, name="interviews"),
    path(f"{ALL}add/", views.add, name="add"),
    path(f"{ONE}correct/", views.correct, name="correct"),
    path(f"{ONE}strike-out/", views.strike, name="strike"),
    path(f"{ONE}send/", views.send, name="send"),
    path("said/<uuid:interview_id>/<str:token>/", views.agree, name="agree"),
]
