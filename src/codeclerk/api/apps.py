"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "codeclerk.api"
    label = "codeclerk_api"

    def ready(self) -> None:
        from codeclerk.ui import shell

        shell.register(shell.NavItem("API", "codeclerk_api:reference", place="footer"))
