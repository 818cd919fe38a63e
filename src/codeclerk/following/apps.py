"""Following as a Django app."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "codeclerk.following"

    def ready(self) -> None:
        from codeclerk.following import audience, commands, events, mailing, navigation, telling  # noqa: F401 - they register

        navigation.register()
