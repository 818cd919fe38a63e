"""Checks as a Django app."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "codeclerk.checks"
    label = "codeclerk_checks"

    def ready(self) -> None:
        from codeclerk.checks import navigation

        navigation.register()
