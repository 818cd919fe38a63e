"""Engagement as a Django app."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "codeclerk.engagement"
