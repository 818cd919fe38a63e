"""The process as a Django app."""

from django.apps import AppConfig

from codeclerk.process import packs


class ProcessConfig(AppConfig):
    name = "codeclerk.process"

    def ready(self) -> None:
        from codeclerk.process import navigation, vocabulary
        from codeclerk.register.raising import awaited

        packs.register()
        navigation.register()
        awaited.provide(vocabulary.awaited_before_raising)
