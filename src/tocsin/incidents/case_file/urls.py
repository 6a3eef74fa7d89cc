from django.urls import path

from tocsin.incidents.case_file import views

app_name = "case_file"
urlpatterns = [path("<uuid:incident_id>/case-file/", views.case_file, name="case-file")]
