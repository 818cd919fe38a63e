"""The Modification Report of real proposals, from the loaded example."""

from __future__ import annotations

from datetime import date

from codeclerk.kernel.calendar import Month, end_of_london_day
from codeclerk.papers import registry
from codeclerk.papers.model import Paper
from codeclerk.papers.modification_report.record import KIND
from codeclerk.papers.rendering import FORMATS

SITE = "https://codeclerk.example"


def report(ref: str, day: str = "2021-03-05", **more) -> Paper:
    """The report on a proposal as at a day, as the public reads it."""
    as_at, kind = date.fromisoformat(day), registry.find(KIND)
    params = registry.Params(Month(as_at.year, as_at.month), values={"proposal": ref}, **more)
    lens = registry.lens_for(kind, registry.audience(kind.classification), params, as_at, end_of_london_day(as_at))
    return registry.build(kind, lens, params, site=SITE)


def test_it_reports_on_one_proposal(example):
    found = report("MP092", "2020-12-05")
    assert found.front.title == "MP092 ‘New Planned Maintenance methodology’ – Modification Report"
    assert found.front.subject == "proposal:0092"
    for form in FORMATS.values():
        assert form.write(found) == form.write(report("MP092", "2020-12-05"))
