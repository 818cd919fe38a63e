"""Checks of names: the titles that sources print are those of the register, and acronyms are one."""

from __future__ import annotations

from collections.abc import Iterator

from codeclerk.checks.rules.agreement import SETTLED, agreement
from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict, side_of
from codeclerk.register.rules.checks import title_differs
from codeclerk.sources.rules.claims import Verdict as Said


def titles_and_acronyms(evidence: Evidence) -> Iterator[Thing]:
    """Every title that a source prints of a proposal (A13), and every acronym that several print.

    A title is right when the register has, or had, the same one, long or short. One that differs in capital letters
    alone is left for somebody to judge.
    """
    for reading in evidence.of("title"):
        subject = reading.question.subject
        about = evidence.about(subject)
        if reading.question.kind != "proposal":
            continue
        titles = evidence.titles.get(about[0], ()) if about else ()
        for claim in reading.claims:
            name = (
                f"Title of {evidence.number(about[0]) if about else reading.question.name}, as {claim.place} prints it"
            )
            if not titles:
                words = "The register has no title of it."
                yield Thing(subject, name, Verdict.NOT_ASSESSED, words, (side_of(claim),), about)
                continue
            printed = str(claim.measure.value)
            verdict, words = Verdict.PASS, ""
            if title_differs(printed, titles):
                verdict, words = Verdict.FAIL, f"It prints “{printed}”; the register has “{titles[0]}”."
                if not title_differs(printed.casefold(), [one.casefold() for one in titles]):
                    verdict = Verdict.AMBIGUOUS
                    words = f"{words} They differ in capital letters alone."
                if reading.verdict is Said.RULED:
                    verdict, words = Verdict.PASS, SETTLED
            yield Thing(subject, name, verdict, words, (side_of(claim), Side(titles[0], "the register")), about)
    for reading in evidence.of("acronym"):
        if len(reading.claims) > 1:
            yield agreement(evidence, reading)
