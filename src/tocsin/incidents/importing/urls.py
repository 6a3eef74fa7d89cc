from django.urls import path

from tocsin.incidents.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<uuid:pending_id>/", views.check, name="check"),
    path("<uuid:pending_id>/throw-away/", views.throw_away, name="throw-away"),
    path("<uuid:batch_id>/done/", views.done, name="done"),
]
