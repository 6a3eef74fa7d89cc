from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "tocsin.incidents"
    label = "incidents"

    def ready(self) -> None:
        # A stage's own jobs: only what stands beside the stages is found by its name.
        from tocsin.incidents.dispatch import jobs as letters  # noqa: F401, PLC0415
        from tocsin.incidents.mailbox import jobs  # noqa: F401, PLC0415
        from tocsin.incidents.processors import jobs as reminders  # noqa: F401, PLC0415
