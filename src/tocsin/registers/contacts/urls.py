from django.urls import path

from tocsin.registers.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.contacts, name="contacts"),
    path("add/", views.add, name="add"),
    path("<uuid:contact_id>/", views.change, name="change"),
    path("<uuid:contact_id>/still-right/", views.verify, name="verify"),
    path("<uuid:contact_id>/end/", views.end, name="end"),
]
