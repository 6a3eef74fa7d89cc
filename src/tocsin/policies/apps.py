from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "tocsin.policies"
    label = "policies"
