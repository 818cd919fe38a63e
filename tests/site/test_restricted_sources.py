"""What a restricted document says where is told to nobody who may not see it: no page, download or endpoint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import codeclerk.packs
from codeclerk.kernel import clock, seal
from codeclerk.kernel.models import Event
from codeclerk.sources.models import Document
from tests.register.support import do

THEN = "as_at=2021-03-05"
PLACE = re.compile(r"\b[A-Z]{2,6}:[\d][\d,-]*")
ADDRESSES = [
    f"{path}{'&' if '?' in path else '?'}{THEN}"
    for path in (
        "/",
        "/proposals/MP092/",
        "/proposals/MP147/",
        "/assessments/0107-IA-1/",
        "/consultations/0147-report-1/",
        "/decisions/",
        "/decisions/?format=csv",
        "/decisions/?format=json",
        "/decisions/change_board-2021-02-23-0146-approved/",
        "/engagement/2016-11-25-sec-small-supplier-engagement-day/",
        "/derogations/?format=csv",
        "/derogations/dcc-h8-3-2019-02/",
        "/releases/2021-06/",
        "/meetings/?format=csv",
        "/meetings/?format=json",
        "/meetings/working_group-2021-03-03/",
        "/following/touches/?system=dcc",
        "/following/touches/?system=dcc&format=csv",
        "/api/v1/proposals/MP092",
        "/api/v1/proposals?limit=200",
        "/api/v1/assessments/0107-IA-1",
        "/api/v1/assessments?limit=200",
        "/api/v1/consultations?limit=200",
        "/api/v1/decisions?limit=200",
        "/api/v1/releases/2021-06",
        "/api/v1/releases?limit=200",
        "/api/v1/meetings/working_group-2021-03-03",
        "/api/v1/meetings?limit=200",
        "/api/v1/events?limit=200",
    )
]
"""Every surface that names places."""


@pytest.mark.any_database
def test_places_in_documents_that_are_closed_are_told_nowhere(example_database) -> None:
    told = _told()
    assert set(told) == set(ADDRESSES), "each of them names some"
    for sha256 in Document.objects.values_list("sha256", flat=True):
        do("classify_document", sha256=sha256, classification="Red", reason="It was published in error.")
    seal.seal_pending(clock.now())
    assert _told() == {}


def _told() -> dict[str, set[str]]:
    """The places of events that the public is told, by address. What the rules of the pack cite is no secret."""
    packs = Path(codeclerk.packs.__path__[0])
    rules = {place for file in packs.rglob("*.yaml") for place in PLACE.findall(file.read_text(encoding="utf-8"))}
    recorded = Event.objects.values_list("source_locator", flat=True).distinct()
    places = {place for locator in recorded for place in PLACE.findall(locator)} - rules
    client, found = Client(), {}
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if told := places & set(PLACE.findall(answer.content.decode())):
            found[address] = told
    return found
