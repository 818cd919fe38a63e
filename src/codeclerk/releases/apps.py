"""Releases as a Django app."""

from django.apps import AppConfig

from codeclerk.releases import packs


class ReleasesConfig(AppConfig):
    name = "codeclerk.releases"

    def ready(self) -> None:
        from codeclerk.derogations.ports import release_days
        from codeclerk.releases import commands, events, navigation  # noqa: F401 - they register acts and event types
        from codeclerk.releases.queries import days_named

        release_days.provide(days_named)
        packs.register()
        navigation.register()
