"""The jobs room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that happens after the commit."""

    name = "tocsin.jobs"
    label = "jobs"
