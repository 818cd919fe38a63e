"""Committees as a Django app."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "codeclerk.committees"
