"""Fixtures of the tests of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from codeclerk.kernel.lens import Lens
from codeclerk.papers import registry
from codeclerk.papers.model import Paper
from tests.papers import sample

KIND = "sample-report"


def build(lens: Lens, params: registry.Params) -> Paper:
    """The sample as a builder gives it: kind, times and audience are those that were asked for."""
    front = replace(
        sample.FRONT,
        title=f"Sample Status Report – {params.period}",
        reference=params.reference,
        as_at=lens.valid_at,
        known_at=lens.known_at,
        classification=params.classification or registry.Classification.WHITE,
        running_title="",
        site="",
    )
    return replace(sample.paper(), front=front)


@pytest.fixture
def sample_kind() -> Iterator[registry.Kind]:
    """A kind of paper that needs no record."""
    yield registry.register(KIND, "Sample Status Report", build, describes="A sample of every part of a paper.")
    registry.forget(KIND)


def sealed_people() -> None:
    """A clerk who may issue papers and sees all, a member up to Amber, a contact up to Green; a sealed record."""
    from codeclerk.kernel import clock, seal
    from tests.sources.support import make_people

    make_people()
    seal.seal_pending(clock.now())


@pytest.fixture
def people() -> None:
    """`sealed_people` in the database of the test."""
    sealed_people()


@pytest.fixture
def signed_in() -> Callable[[str], Any]:
    """`signed_in("person:clerk")` is a client of that person; `signed_in("")` one of nobody."""
    from django.test import Client

    from codeclerk.people.models import Account

    def client(actor: str) -> Client:
        made = Client()
        if actor:
            made.force_login(Account.objects.get(person__key=actor.removeprefix("person:")))
        return made

    return client
