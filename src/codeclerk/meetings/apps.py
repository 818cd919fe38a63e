"""Meetings as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "codeclerk.meetings"

    def ready(self) -> None:
        from codeclerk.meetings import commands, events, navigation  # noqa: F401 - they register acts and events

        navigation.register()
