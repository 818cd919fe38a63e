"""Authority as a Django app."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "codeclerk.authority"
