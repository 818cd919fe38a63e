"""Releases as a Django app."""

from django.apps import AppConfig

from codeclerk.releases import packs


class ReleasesConfig(AppConfig):
    name = "codeclerk.releases"

    def ready(self) -> None:
        from codeclerk.derogations.ports import release_days
        from codeclerk.releases import (  # noqa: F401 - they register acts and event types
            ad_hoc,
            commands,
            events,
            going_live,
            navigation,
        )
        from codeclerk.releases.queries import days_named

        release_days.provide(days_named)
        going_live.provide()
        packs.register()
        navigation.register()
