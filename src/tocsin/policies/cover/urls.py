from django.urls import path

from tocsin.policies.cover import views

app_name = "cover"
urlpatterns = [
    path("", views.cover, name="cover"),
    path("turns/add/", views.add_turn, name="turn-add"),
    path("turns/<uuid:turn_id>/", views.change_turn, name="turn-change"),
    path("turns/<uuid:turn_id>/remove/", views.remove_turn, name="turn-remove"),
    path("absences/add/", views.add_absence, name="absence-add"),
    path("absences/<uuid:absence_id>/", views.change_absence, name="absence-change"),
    path("absences/<uuid:absence_id>/remove/", views.remove_absence, name="absence-remove"),
]
