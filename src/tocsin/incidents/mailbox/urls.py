from django.urls import path

from tocsin.incidents.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mail, name="mail"),
    path("new/", views.put_in, name="put-in"),
    path("<uuid:mail_id>/", views.one, name="one"),
    path("<uuid:mail_id>/report/", views.make_report, name="make-report"),
    path("<uuid:mail_id>/looked-at/", views.look_at, name="look-at"),
]
