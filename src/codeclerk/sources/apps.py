"""Documents and claims as a Django app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "codeclerk.sources"

    def ready(self) -> None:
        from codeclerk.kernel import vault
        from codeclerk.sources import commands, events  # noqa: F401 - registers acts and event types
        from codeclerk.sources.models import Document
        from codeclerk.ui import shell

        vault.keeper("documents")(
            lambda: Document.objects.filter(file__isnull=False).values_list("sha256", flat=True).iterator()
        )
        shell.register(
            shell.NavItem("Documents", "sources:documents", order=60),
            shell.NavItem("Claims", "sources:claims", order=61),
        )
