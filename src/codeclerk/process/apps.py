"""The process as a Django app."""

from django.apps import AppConfig

from codeclerk.process import packs


class ProcessConfig(AppConfig):
    name = "codeclerk.process"

    def ready(self) -> None:
        from codeclerk.process import navigation

        packs.register()
        navigation.register()
