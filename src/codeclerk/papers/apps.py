"""Papers as a Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "codeclerk.papers"

    def ready(self) -> None:
        from codeclerk.papers import commands, events  # noqa: F401 - registers acts and event types
        from codeclerk.papers.change_status import builder
        from codeclerk.ui import shell

        builder.register()
        shell.register(shell.NavItem("Papers", "papers:papers", order=50))
