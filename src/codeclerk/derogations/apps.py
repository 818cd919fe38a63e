"""Derogations as a Django app."""

from django.apps import AppConfig


class DerogationsConfig(AppConfig):
    name = "codeclerk.derogations"

    def ready(self) -> None:
        from codeclerk.derogations import commands, events, navigation  # noqa: F401 - they register acts and events

        navigation.register()
