"""Meetings as a Django app."""

from django.apps import AppConfig

from codeclerk.meetings import packs


class MeetingsConfig(AppConfig):
    name = "codeclerk.meetings"

    def ready(self) -> None:
        packs.register()
        from codeclerk.meetings import commands, events, navigation  # noqa: F401 - they register acts and events

        navigation.register()
