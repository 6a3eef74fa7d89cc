from django.urls import path

from tocsin.incidents.notices import issue_views, views

app_name = "notices"
OF_CASE = "incidents/<uuid:incident_id>/notices/"
OF_NOTICE = f"{OF_CASE}<uuid:notice_id>/"
urlpatterns = [
    path(OF_CASE, views.notices, name="notices"),
    path(f"{OF_CASE}write/<slug:audience>/<slug:language>/", views.write, name="write"),
    path(OF_NOTICE, views.notice, name="notice"),
    path(f"{OF_NOTICE}put-up/", views.put_up, name="put-up"),
    path(f"{OF_NOTICE}clear/", views.clear, name="clear"),
    path(f"{OF_NOTICE}give-back/", views.give_back, name="give-back"),
    path(f"{OF_NOTICE}advise/", views.advise, name="advise"),
    path(f"{OF_NOTICE}withdraw/", issue_views.withdraw, name="withdraw"),
    path(f"{OF_NOTICE}issue/", issue_views.issue, name="issue"),
    path(f"{OF_NOTICE}document/", issue_views.document, name="document"),
    path(f"{OF_NOTICE}letter/", issue_views.letter, name="letter"),
]
