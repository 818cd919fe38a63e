"""Assessments as a Django app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "codeclerk.assessments"
