"""People as a Django app: registers acts and events, answers permissions, and adds its links to the frame."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "codeclerk.people"

    def ready(self) -> None:
        from codeclerk.kernel import ports
        from codeclerk.people import commands, events, mail, navigation, permissions  # noqa: F401 - they register

        ports.permission.provide(permissions.permission)
        navigation.register()
