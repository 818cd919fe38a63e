"""Decisions as a Django app."""

from django.apps import AppConfig

from codeclerk.decisions import packs


class DecisionsConfig(AppConfig):
    name = "codeclerk.decisions"

    def ready(self) -> None:
        from codeclerk.decisions import commands, events, navigation  # noqa: F401 - they register acts and events

        packs.register()
        navigation.register()
