"""Authority as a Django app."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "codeclerk.authority"

    def ready(self) -> None:
        from codeclerk.authority.queries import referred
        from codeclerk.decisions.referrals import referrals
        from codeclerk.ui import shell

        referrals.provide(referred)

        shell.register(shell.NavItem("Authority", "authority:authority", order=36, place="more"))
