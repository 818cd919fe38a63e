"""Engagement as a Django app."""

from django.apps import AppConfig

from codeclerk.engagement import packs


class EngagementConfig(AppConfig):
    name = "codeclerk.engagement"

    def ready(self) -> None:
        from codeclerk.engagement import commands, events, forgetting, mail, navigation  # noqa: F401 - they register

        packs.register()
        navigation.register()
