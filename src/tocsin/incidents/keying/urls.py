from django.urls import path

from tocsin.incidents.keying import views

app_name = "keying"
urlpatterns = [
    path("key/", views.key, name="key"),
    path("keyed/<uuid:incident_id>/", views.keyed, name="keyed"),
    path("paper/", views.paper, name="paper"),
]
