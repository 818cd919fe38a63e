"""Assessments as a Django app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "codeclerk.assessments"

    def ready(self) -> None:
        from codeclerk.assessments import commands, events, navigation  # noqa: F401 - they register acts and events

        navigation.register()
