"""A vote that can be counted again without the product's database: rule, voters, positions, count and a hash of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import ValidationError

from codeclerk.kernel.chain import canonical_json, sha256
from codeclerk.kernel.errors import Reason
from codeclerk.votes.rules.tally import tally
from codeclerk.votes.rules.values import Choice, Count, CountRule, Position, Value, Voter

UNREADABLE = Reason(
    "votes.archive_unreadable",
    rule="an archive of a vote is the JSON that its page offers",
    problem="{object} is no archive of a vote: {what}",
    remedy="Download it again from the page of the vote.",
)


class Archive(Value):
    """Everything that the count of a vote rests on. `sha256` is the hash of all the rest, as canonical JSON."""

    format: Literal["codeclerk-vote-1"] = "codeclerk-vote-1"
    vote: str
    proposal: str
    body: str
    question: str
    opened_at: datetime
    closed_at: datetime
    rule: CountRule
    electorate: tuple[Voter, ...]
    positions: tuple[Position, ...]
    casting: Choice | None = None
    count: Count
    sha256: str = ""

    @property
    def computed(self) -> str:
        """The hash that it must have."""
        return sha256(canonical_json(self.model_dump(mode="json", exclude={"sha256"})))

    def sealed(self) -> Archive:
        """The same with its hash."""
        return self.model_copy(update={"sha256": self.computed})


@dataclass(frozen=True)
class Recount:
    """An archive counted again. `differences` are sentences; none where the count is the one that was recorded."""

    archive: Archive
    count: Count
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


def read_archive(text: str, name: str) -> Archive:
    """The archive in a text. Refused (votes.archive_unreadable) where it is none, or names a seat that has no vote.

    Args:
        name: what the text is called, for the refusal.
    """
    try:
        found = Archive.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(one) for one in first["loc"])
        raise UNREADABLE.refuse(name, what=f"{place}: {first['msg']}" if place else str(first["msg"])) from error
    if what := _odd(found):
        raise UNREADABLE.refuse(name, what=what)
    return found


def _odd(found: Archive) -> str:
    seats = [one.seat for one in found.electorate]
    if len(set(seats)) != len(seats):
        return "a seat has two votes"
    unknown = sorted({one.seat for one in found.positions} - set(seats))
    if unknown:
        return f"{unknown[0]} has a position and no vote"
    numbered = [(one.seat, one.number) for one in found.positions]
    return "two positions of a seat have the same number" if len(set(numbered)) != len(numbered) else ""


def recount(archive: Archive) -> Recount:
    """Count an archive again, and say in what that differs from the count in it."""
    again = tally(
        archive.rule, archive.electorate, archive.positions, closed_at=archive.closed_at, casting=archive.casting
    )
    differences = [] if archive.sha256 == archive.computed else ["The hash is not that of the content."]
    differences += _differences(archive.count, again)
    return Recount(archive, again, tuple(differences))


def _differences(recorded: Count, again: Count) -> list[str]:
    if recorded == again:
        return []
    found = []
    if recorded.outcome is not again.outcome:
        found.append(
            f"The outcome was recorded as {recorded.outcome.words}; counted again it is {again.outcome.words}."
        )
    found += [
        f"Line {number}: recorded “{one}”; counted again “{other}”."
        for number, (one, other) in enumerate(zip(*_padded(recorded.steps, again.steps), strict=True), start=1)
        if one != other
    ]
    return found or ["The lists of seats differ."]


def _padded(*texts: Sequence[str]) -> list[list[str]]:
    most = max(len(one) for one in texts)
    return [[*one, *["(nothing)"] * (most - len(one))] for one in texts]


def archive_json(archive: Archive) -> dict[str, Any]:
    """An archive as JSON values."""
    found: dict[str, Any] = archive.model_dump(mode="json")
    return found
