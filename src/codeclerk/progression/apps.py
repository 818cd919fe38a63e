"""Progression as a Django app."""

from django.apps import AppConfig


class ProgressionConfig(AppConfig):
    name = "codeclerk.progression"

    def ready(self) -> None:
        from codeclerk.progression import commands, events, navigation, telling  # noqa: F401 - they register acts and events

        telling.register()
        navigation.register()
