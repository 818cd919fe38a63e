"""The fixtures of every test. What each one gives stands beside it in `tests/support/`."""

import os

from hypothesis import settings

from tests.support.example import (
    example,
    example_copy,
    example_database,
    example_files,
    example_site,
    example_template,
)
from tests.support.nested import nested
from tests.support.records import django_db_setup, fresh_database, site

# A slow machine is no failure, and what runs in CI runs the same twice.
settings.register_profile("codeclerk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("codeclerk")

__all__ = [
    "django_db_setup",
    "example",
    "example_copy",
    "example_database",
    "example_files",
    "example_site",
    "example_template",
    "fresh_database",
    "nested",
    "site",
]
