from django.urls import path

from tocsin.incidents.letter_paper import views

app_name = "letter_paper"
urlpatterns = [
    path("letters/paper/", views.paper, name="paper"),
    path("letters/paper/own/", views.own, name="own"),
    path("letters/paper/sample/", views.sample, name="sample"),
    path("letters/paper/put-away/", views.put_away, name="put-away"),
]
