"""Looking at the loaded example."""

from __future__ import annotations

from codeclerk.register import queries
from codeclerk.sources import queries as sources

MARCH, DECEMBER, NOVEMBER_2016 = "2021-03-05", "2020-12-04", "2016-11-09"


def stage(example, name: str, day: str = MARCH, known: str | None = None) -> list[str]:
    return [line.number for line in queries.proposals(example.lens(day, known)) if line.stage == name]


def line(example, number: str, day: str = MARCH, known: str | None = None):
    return queries.proposal(example.lens(day, known), number).line


def said(example, subject: str, property: str, *, qualifier: str = "", about: str = "", day: str = "2021-05-11"):
    """The reading of one question."""
    found = sources.readings(example.lens(day), [subject], [property])
    (one,) = [r for q, r in found.items() if (q.qualifier, q.about) == (qualifier, about)]
    return one


def values(reading) -> list[str]:
    return sorted({str(claim.measure.value) for claim in reading.claims})
