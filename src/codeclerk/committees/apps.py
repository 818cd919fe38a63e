"""Committees as a Django app."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "codeclerk.committees"

    def ready(self) -> None:
        from codeclerk.committees import commands, events, navigation  # noqa: F401 - they register acts and events

        navigation.register()
