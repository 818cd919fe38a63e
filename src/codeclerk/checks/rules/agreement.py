"""Checks that sources agree: on a date, a name, a count, whatever one question of claims is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Thing, Verdict, sides_of
from codeclerk.sources.rules.claims import Reading, State
from codeclerk.sources.rules.claims import Verdict as Said

SETTLED = "Sources differ, and a ruling says what the record follows."
OVERTAKEN = "Sources differ, and the ruling no longer decides: something was said that it did not weigh."


def agree_on(*properties: str) -> Callable[[Evidence], Iterator[Thing]]:
    """A check of every question on these properties that more than one place answers."""

    def looks(evidence: Evidence) -> Iterator[Thing]:
        return (agreement(evidence, one) for one in evidence.of(*properties) if len(one.claims) > 1)

    return looks


def agreement(evidence: Evidence, reading: Reading) -> Thing:
    """Whether sources agree on one question. A ruling that stands settles it."""
    verdict, words = Verdict.PASS, ""
    if reading.state is State.DISAGREE:
        if reading.verdict is Said.RULED:
            words = SETTLED
        elif reading.is_overtaken:
            verdict, words = Verdict.AMBIGUOUS, OVERTAKEN
        else:
            values = " and ".join(group.measure.shown for group in reading.groups)
            verdict, words = Verdict.FAIL, f"Sources say {values}."
    question = reading.question
    return Thing(
        question.subject, question.words, verdict, words, sides_of(reading.claims), evidence.about(question.subject)
    )
