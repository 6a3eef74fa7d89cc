"""The addresses of setting up, joining, people, settings and one's own account."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from tocsin.schools import views
from tocsin.schools.calendar import views as calendar
from tocsin.schools.connections import views as connections
from tocsin.schools.joining import views as joining
from tocsin.schools.ledger import views as ledger
from tocsin.schools.mailbox import views as mailbox
from tocsin.schools.own import views as own
from tocsin.schools.people import views as people
from tocsin.schools.reporting_link import views as reporting_link
from tocsin.schools.setting_up import views as setting_up
from tocsin.schools.system import views as system
from tocsin.schools.webhooks import views as webhooks


class JobNumber(IntConverter):
    """A number, which is below zero for jobs that had to wait."""

    regex = "-?[0-9]{1,19}"


register_converter(JobNumber, "job")

app_name = "schools"
urlpatterns = [
    path("", views.home, name="home"),
    path("account/", views.account, name="account"),
    path("account/email/", own.address, name="address"),
    path("account/calendar/", own.feed, name="feed"),
    path("account/calendar/end/", own.feed_end, name="feed-end"),
    path("account/weekly-message/", own.digest, name="digest"),
    path("account/continue/", views.go_on, name="continue"),
    path("setup/<str:token>/", setting_up.start, name="setup"),
    path("setup/<str:token>/school/", setting_up.school, name="setup-school"),
    path("setup/<str:token>/demo/", setting_up.demo, name="setup-demo"),
    path("s/<slug:school>/", views.front, name="front"),
    path("s/<slug:school>/school/", views.school, name="school"),
    path("s/<slug:school>/second-factor/", views.second_factor, name="second-factor"),
    path("s/<slug:school>/join/<str:token>/", joining.join, name="join"),
    path("s/<slug:school>/people/", people.people, name="people"),
    path("s/<slug:school>/my-phone/", people.own_phone, name="own-phone"),
    path("s/<slug:school>/people/invite/", people.invite, name="invite"),
    path("s/<slug:school>/people/file/", people.invite_list, name="invite-list"),
    path("s/<slug:school>/people/file/send/", people.invite_listed, name="invite-listed"),
    path("s/<slug:school>/people/<uuid:member_id>/roles/", people.roles, name="roles"),
    path("s/<slug:school>/people/<uuid:member_id>/phone/", people.phone, name="phone"),
    path("s/<slug:school>/people/<uuid:member_id>/end/", people.end, name="end"),
    path(
        "s/<slug:school>/invitations/<uuid:invitation_id>/again/",
        people.again,
        name="invite-again",
    ),
    path(
        "s/<slug:school>/invitations/<uuid:invitation_id>/withdraw/",
        people.withdraw,
        name="withdraw",
    ),
    path("s/<slug:school>/calendar/", calendar.calendar, name="calendar"),
    path("s/<slug:school>/calendar/add/", calendar.add, name="calendar-add"),
    path("s/<slug:school>/calendar/file/", calendar.file, name="calendar-file"),
    path("s/<slug:school>/calendar/file/add/", calendar.add_listed, name="calendar-add-listed"),
    path("s/<slug:school>/calendar/<uuid:period_id>/", calendar.change, name="calendar-change"),
    path(
        "s/<slug:school>/calendar/<uuid:period_id>/remove/",
        calendar.remove,
        name="calendar-remove",
    ),
    path("s/<slug:school>/ledger/", ledger.ledger, name="ledger"),
    path("s/<slug:school>/ledger/export/", ledger.export, name="ledger-export"),
    path("s/<slug:school>/connections/", connections.connections, name="connections"),
    path("s/<slug:school>/connections/new/", connections.connect, name="connect"),
    path(
        "s/<slug:school>/connections/<uuid:token_id>/revoke/", connections.revoke, name="disconnect"
    ),
    path("s/<slug:school>/reporting-link/", reporting_link.link, name="reporting-link"),
    path("s/<slug:school>/reporting-link/poster/", reporting_link.poster, name="poster"),
    path("s/<slug:school>/reporting-link/qr/", reporting_link.qr, name="qr"),
    path("s/<slug:school>/connections/webhooks/new/", webhooks.add, name="webhook-add"),
    path(
        "s/<slug:school>/connections/webhooks/<uuid:webhook_id>/", webhooks.webhook, name="webhook"
    ),
    path(
        "s/<slug:school>/connections/webhooks/<uuid:webhook_id>/test/",
        webhooks.test,
        name="webhook-test",
    ),
    path(
        "s/<slug:school>/connections/webhooks/<uuid:webhook_id>/switch/",
        webhooks.switch,
        name="webhook-switch",
    ),
    path(
        "s/<slug:school>/connections/webhooks/<uuid:webhook_id>/remove/",
        webhooks.remove,
        name="webhook-remove",
    ),
    path("s/<slug:school>/mailbox/", mailbox.mailbox, name="mailbox"),
    path("s/<slug:school>/mailbox/test/", mailbox.test, name="mailbox-test"),
    path("s/<slug:school>/mailbox/switch/", mailbox.switch, name="mailbox-switch"),
    path("s/<slug:school>/settings/", system.settings, name="settings"),
    path("s/<slug:school>/system/", system.system, name="system"),
    path("s/<slug:school>/system/again/", system.try_all_again, name="try-all-again"),
    path("s/<slug:school>/system/<job:job_id>/again/", system.try_again, name="try-again"),
]
