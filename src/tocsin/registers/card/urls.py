from django.urls import path

from tocsin.registers.card import views

app_name = "card"
urlpatterns = [
    path("", views.card, name="card"),
    path("file/", views.fetch, name="file"),
    path("make/", views.make, name="make"),
    path("recipients/", views.recipients, name="recipients"),
]
