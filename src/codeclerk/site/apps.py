"""The site as a Django app: what the frame of every page says."""

from django.apps import AppConfig

PRIMARY = (
    "home",
    "register:proposals",
    "consultations:consultations",
    "assessments:assessments",
    "decisions:decisions",
    "releases:releases",
    "legaltext:code",
    "meetings:meetings",
    "papers:papers",
)
"""What most readers come for, in the order in which a proposal goes through it."""
MORE = ("sources:documents", "sources:claims", "people:organisations", "people:bodies", "people:persons")
"""What the record rests on: folded away beside the others."""


class SiteConfig(AppConfig):
    name = "codeclerk.site"
    label = "codeclerk_site"

    def ready(self) -> None:
        from codeclerk.kernel.publishing import running_pack
        from codeclerk.ui import shell

        shell.arrange("primary", *PRIMARY)
        shell.arrange("more", *MORE)
        shell.provide_search("search")
        shell.provide_code_name(lambda: running_pack().head.title)
        shell.register(
            shell.NavItem("Home", "home", order=0),
            shell.NavItem("Style", "ui:style", place="footer"),
        )
