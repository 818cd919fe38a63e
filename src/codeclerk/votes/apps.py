"""Votes as a Django app."""

from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "codeclerk.votes"

    def ready(self) -> None:
        from codeclerk.votes import clock, commands, events, navigation, running  # noqa: F401 - they register acts and events

        running.register()
        navigation.register()
