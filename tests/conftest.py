"""The fixtures of every test. What each one gives stands beside it in `tests/support/`."""

from tests.support.nested import nested
from tests.support.records import django_db_setup, fresh_database, site

__all__ = ["django_db_setup", "fresh_database", "nested", "site"]
