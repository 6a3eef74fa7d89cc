from django.urls import path

from tocsin.policies.team import views

app_name = "response-team"
urlpatterns = [path("", views.team, name="team")]
