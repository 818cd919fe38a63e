"""The kernel as a Django app: installs the guards of the append-only tables after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "codeclerk.kernel"

    def ready(self) -> None:
        from codeclerk.kernel import publishing, triggers  # noqa: F401 - registers its act and its event

        post_migrate.connect(triggers.install_after_migrate, sender=self, dispatch_uid="codeclerk.kernel.triggers")
