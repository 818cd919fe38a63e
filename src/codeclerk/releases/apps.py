"""Releases as a Django app."""

from django.apps import AppConfig

from codeclerk.releases import packs


class ReleasesConfig(AppConfig):
    name = "codeclerk.releases"

    def ready(self) -> None:
        from codeclerk.releases import commands, events, navigation  # noqa: F401 - they register acts and event types

        packs.register()
        navigation.register()
