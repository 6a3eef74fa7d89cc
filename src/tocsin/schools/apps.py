from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "tocsin.schools"
    label = "schools"

    def ready(self) -> None:
        from allauth.mfa.signals import (  # noqa: PLC0415
            authenticator_added,
            authenticator_removed,
        )

        from tocsin.schools.sign_in import factor_was_added, factor_was_removed  # noqa: PLC0415

        authenticator_added.connect(factor_was_added)  # the sign-in library has no other hook
        authenticator_removed.connect(factor_was_removed)
