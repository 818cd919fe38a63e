"""Following as a Django app."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "codeclerk.following"
