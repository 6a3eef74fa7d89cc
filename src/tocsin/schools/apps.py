from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "tocsin.schools"
    label = "schools"
