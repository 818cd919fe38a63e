"""The parts of proposals as a Django app."""

from django.apps import AppConfig

from codeclerk.parts import packs


class PartsConfig(AppConfig):
    name = "codeclerk.parts"

    def ready(self) -> None:
        from codeclerk.parts import commands, events, navigation  # noqa: F401 - they register acts and events

        packs.register()
        navigation.register()
