"""What a check is, what it looks at, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from codeclerk.checks.rules.evidence import Evidence
from codeclerk.sources.rules.claims import Claim


class Verdict(StrEnum):
    """What a rule says of one thing. Unknown is never a pass."""

    FAIL = "FAIL"
    AMBIGUOUS = "AMBIGUOUS"
    """It can be read in more than one way: the rule is inferred, or one side does not say enough."""
    NOT_ASSESSED = "NOT_ASSESSED"
    """What the rule needs is not known."""
    PASS = "PASS"


WORST_FIRST = (Verdict.FAIL, Verdict.AMBIGUOUS, Verdict.NOT_ASSESSED, Verdict.PASS)
FINDINGS = (Verdict.FAIL, Verdict.AMBIGUOUS)
"""The verdicts that somebody has to look at."""


@dataclass(frozen=True)
class Side:
    """What one place says.

    Args:
        says: the value, as a reader knows it: `5 April 2021`.
        place: where: `SECP_87_1112_18 at PMP:6396`, or `the record`, or the rule that gives it.
        document: hash of the document, where the place is in one that the reader may see.
    """

    says: str
    place: str
    document: str = ""

    @property
    def words(self) -> str:
        """`5 April 2021 (PMP:6396)`."""
        return f"{self.says} ({self.place})"


@dataclass(frozen=True)
class Thing:
    """One thing that a check looked at, and its verdict.

    Args:
        subject: which row of the record: `consultation:0144-report-1`.
        name: what people call it.
        words: what is wrong, or why it was not assessed; may be empty for a pass.
        sides: the places that disagree, or what was compared.
        proposals: keys of the proposals that it is about.
        remedy: what to do, where that is not what the check says for all.
    """

    subject: str
    name: str
    verdict: Verdict
    words: str = ""
    sides: tuple[Side, ...] = ()
    proposals: tuple[str, ...] = ()
    remedy: str = ""

    @property
    def is_finding(self) -> bool:
        return self.verdict in FINDINGS


@dataclass(frozen=True)
class Check:
    """A rule that is run over the record.

    Args:
        id: stable, for addresses and scripts: `consultation-closes-on-a-working-day`.
        title: what is checked, in a few words.
        rule: the rule in a sentence.
        basis: the clause or the places of papers that it rests on.
        remedy: what to do about a finding.
        looks: gives every thing that it looked at.
    """

    id: str
    title: str
    rule: str
    basis: str
    remedy: str
    looks: Callable[[Evidence], Iterable[Thing]]


@dataclass(frozen=True)
class Result:
    """What one check found: every thing that it looked at, findings first."""

    check: Check
    things: tuple[Thing, ...]

    @property
    def findings(self) -> tuple[Thing, ...]:
        return tuple(one for one in self.things if one.is_finding)

    def count(self, verdict: Verdict) -> int:
        """How many things have a verdict."""
        return sum(1 for one in self.things if one.verdict is verdict)

    @property
    def verdict(self) -> Verdict:
        """The worst of its things; NOT_ASSESSED where there was nothing to look at."""
        found = {one.verdict for one in self.things}
        return next((one for one in WORST_FIRST if one in found), Verdict.NOT_ASSESSED)

    def about(self, proposal: str) -> Result:
        """The same, with the things about one proposal only."""
        return Result(self.check, tuple(one for one in self.things if proposal in one.proposals))


def run(checks: Iterable[Check], evidence: Evidence) -> tuple[Result, ...]:
    """Every check over what was read, in the order given."""
    return tuple(
        Result(check, tuple(sorted(check.looks(evidence), key=lambda one: WORST_FIRST.index(one.verdict))))
        for check in checks
    )


def side_of(claim: Claim) -> Side:
    """What a source says at one place."""
    shown = f"{claim.measure.shown} (inferred: {claim.reasoning})" if claim.reasoning else claim.measure.shown
    return Side(shown, claim.place, claim.source.document)


def sides_of(claims: Collection[Claim]) -> tuple[Side, ...]:
    """What sources say, oldest source first."""
    return tuple(side_of(one) for one in sorted(claims, key=lambda one: one.order))
