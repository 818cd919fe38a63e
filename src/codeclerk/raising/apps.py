"""Raising as a Django app."""

from django.apps import AppConfig


class RaisingConfig(AppConfig):
    name = "codeclerk.raising"

    def ready(self) -> None:
        from codeclerk.raising import commands, events, navigation, store  # noqa: F401 - they register acts and events
        from codeclerk.register.raising import page

        navigation.register()
        page.provide(navigation.page)
