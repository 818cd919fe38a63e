"""The site as a Django app: what the frame of every page says."""

from django.apps import AppConfig

PRIMARY = (
    "home",
    "register:proposals",
    "consultations:consultations",
    "decisions:decisions",
    "releases:releases",
    "legaltext:code",
    "meetings:meetings",
    "papers:papers",
)
"""What most readers come for, in the order in which a proposal goes through it. More than eight do not fit a line."""
MORE = (
    "following:touches",
    "due",
    "assessments:assessments",
    "votes:votes",
    "authority:authority",
    "register:timetables",
    "process:process",
    "derogations:derogations",
    "committees:committees",
    "engagement:days",
    "raising:drafts",
    "raising:to_comment",
    "people:organisations",
    "people:persons",
    "sources:documents",
    "sources:claims",
    "checks:checks",
)
"""What is needed less often, folded away beside the others: questions and work, then who, then what it rests on."""


class SiteConfig(AppConfig):
    name = "codeclerk.site"
    label = "codeclerk_site"

    def ready(self) -> None:
        from codeclerk.kernel.publishing import running_pack
        from codeclerk.register.groups import groups
        from codeclerk.site.working_groups import working_groups
        from codeclerk.ui import shell

        groups.provide(working_groups)

        shell.arrange("primary", *PRIMARY)
        shell.arrange("more", *MORE)
        shell.provide_search("search")
        shell.provide_code_name(lambda: running_pack().head.title)
        shell.register(
            shell.NavItem("Home", "home", order=0),
            shell.NavItem("Due and late", "due", place="more"),
            shell.NavItem("Style", "ui:style", place="footer"),
        )
