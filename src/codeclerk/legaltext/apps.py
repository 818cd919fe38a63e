"""The legal text as a Django app."""

from django.apps import AppConfig


class LegalTextConfig(AppConfig):
    name = "codeclerk.legaltext"

    def ready(self) -> None:
        from codeclerk.legaltext import commands, events, navigation  # noqa: F401 - they register acts and event types

        navigation.register()
