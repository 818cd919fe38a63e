"""Assessments as a Django app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "codeclerk.assessments"

    def ready(self) -> None:
        from codeclerk.assessments import commands, events, navigation, timetable  # noqa: F401 - they register acts
        from codeclerk.register import dated_elsewhere

        navigation.register()
        dated_elsewhere.events.provide(timetable.events)
