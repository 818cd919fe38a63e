"""What sources say of a proposal, under whichever of its names, beside what the register has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import Title
from codeclerk.register.queries.names import aliases_of, issued_to
from codeclerk.register.queries.page import ProposalView
from codeclerk.register.rules.checks import Printed, proposers_differ, title_warnings
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Question, Reading, read


@dataclass(frozen=True)
class Reported:
    """Every question that sources answer on a proposal, and the sentences of the checks (A13, A15)."""

    readings: tuple[Reading, ...]
    title_warnings: tuple[str, ...]
    proposers: str

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*self.title_warnings, *([self.proposers] if self.proposers else []))


def reported(lens: Lens, key: str, number: str) -> Reported:
    """What sources that the viewer may see say of a proposal, disagreements first. Six queries at most.

    Claims name a proposal by any of its numbers, its aliases or its key; here they stand together.
    """
    names = {key, *issued_to(key), *(alias.text for alias in aliases_of(lens, key))}
    return _reported(lens, number, names, _titles(lens, key))


def reported_of(lens: Lens, view: ProposalView) -> Reported:
    """As `reported`, of a proposal that was read already. Three queries at most."""
    return _reported(lens, view.line.number, view.names, view.every_title)


def _reported(lens: Lens, number: str, names: Iterable[str], titles: Sequence[str]) -> Reported:
    found = sources.readings(lens, {f"proposal:{name}" for name in names})
    together = tuple(sources.in_order(_merged(found.values(), f"proposal:{number}")))
    return Reported(
        together,
        title_warnings(_printed(together, "title"), titles),
        proposers_differ(_printed(together, "proposer")),
    )


def _merged(readings: Iterable[Reading], subject: str) -> list[Reading]:
    """One reading for each question, where claims name the proposal in several ways."""
    by_question: dict[tuple[str, str, str], list[Reading]] = {}
    for one in readings:
        question = one.question
        by_question.setdefault((question.property, question.about, question.qualifier), []).append(one)
    made = []
    for (property, about, qualifier), several in by_question.items():
        if len(several) == 1:
            made.append(several[0])
            continue
        claims = [claim for one in several for claim in one.claims]
        ruling = next((one.ruling for one in several if one.ruling is not None), None)
        made.append(read(Question(subject, property, about, qualifier), claims, ruling))
    return made


def _printed(readings: Iterable[Reading], property: str) -> list[Printed]:
    return [
        Printed(str(claim.measure.value), claim.place)
        for reading in readings
        if reading.question.property == property
        for claim in reading.claims
    ]


def _titles(lens: Lens, key: str) -> list[str]:
    """Every title that the register has for a proposal, formal and short, the present ones first."""
    rows = Title.objects.known_at(lens).filter(proposal__key=key).order_by("-valid_from")
    return [title for row in rows for title in (row.formal, row.short) if title]
