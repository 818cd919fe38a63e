"""The site as a Django app: what the frame of every page says."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "codeclerk.site"
    label = "codeclerk_site"

    def ready(self) -> None:
        from codeclerk.kernel.publishing import running_pack
        from codeclerk.ui import shell

        shell.provide_code_name(lambda: running_pack().head.title)
        shell.register(
            shell.NavItem("Home", "home", order=0),
            shell.NavItem("Style", "ui:style", place="footer"),
        )
