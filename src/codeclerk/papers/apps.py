"""Papers as a Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "codeclerk.papers"

    def ready(self) -> None:
        from codeclerk.papers import commands, events  # noqa: F401 - registers acts and event types
        from codeclerk.papers.change_status import builder as change_status
        from codeclerk.papers.code_update import builder as code_update
        from codeclerk.papers.headline_report import builder as headline_report
        from codeclerk.papers.modification_report import builder as modification_report
        from codeclerk.papers.reports import reports_on
        from codeclerk.register.reports import reports
        from codeclerk.ui import shell

        change_status.register()
        code_update.register_kind()
        headline_report.register_kind()
        modification_report.register_kind()
        reports.provide(reports_on)
        shell.register(shell.NavItem("Papers", "papers:papers", order=50))
