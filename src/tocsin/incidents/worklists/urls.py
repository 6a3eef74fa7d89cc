"""The addresses of what stands above the schools."""

from django.urls import path

from tocsin.incidents.worklists import views

app_name = "worklists"
urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("queue/schools/", views.schools, name="schools"),
]
