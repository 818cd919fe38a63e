"""Fixtures of the tests of the API: people who see more than the public, and a kind of paper that needs no record."""

from tests.papers.conftest import people, sample_kind, signed_in

__all__ = ["people", "sample_kind", "signed_in"]
