"""The public reporting door: the addresses on a poster."""

from django.urls import path

from tocsin.incidents.intake import views

app_name = "door"
urlpatterns = [
    path("", views.start, name="start"),
    path("report/", views.report, name="report"),
    path("outside/", views.outside, name="outside"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("leave/", views.leave, name="leave"),
]
