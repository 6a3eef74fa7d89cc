"""The addresses of events over several schools, which stand above the schools."""

from django.urls import path

from tocsin.incidents.events import views

app_name = "events"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:event>/", views.event, name="event"),
    path("<uuid:event>/news/", views.news, name="news"),
]
