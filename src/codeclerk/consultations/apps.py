"""Consultations as a Django app."""

from django.apps import AppConfig

from codeclerk.consultations import packs


class ConsultationsConfig(AppConfig):
    name = "codeclerk.consultations"

    def ready(self) -> None:
        from codeclerk.consultations import commands, events, navigation  # noqa: F401 - they register acts and events

        packs.register()
        navigation.register()
