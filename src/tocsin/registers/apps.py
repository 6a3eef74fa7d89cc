from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "tocsin.registers"
    label = "registers"
