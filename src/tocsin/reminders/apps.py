from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "tocsin.reminders"
    label = "reminders"
