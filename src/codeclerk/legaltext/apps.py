"""The legal text as a Django app."""

from django.apps import AppConfig


class LegalTextConfig(AppConfig):
    name = "codeclerk.legaltext"

    def ready(self) -> None:
        from codeclerk.legaltext import commands, events, navigation, queries  # noqa: F401 - they register acts
        from codeclerk.parts import legal_text

        navigation.register()
        legal_text.amended.provide(queries.amended)
