"""The register as a Django app."""

from django.apps import AppConfig

from codeclerk.register import packs


class RegisterConfig(AppConfig):
    name = "codeclerk.register"

    def ready(self) -> None:
        from codeclerk.register import commands, events, navigation  # noqa: F401 - they register acts and event types

        packs.register()
        navigation.register()
