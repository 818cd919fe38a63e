"""The kind of pack file that decisions read: what can be decided, by which body, and how papers word it.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from string import Formatter
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from codeclerk.kernel.packs import Id, Named, PackFile, PackModel, Refers, Sourced, Text, register_kind
from codeclerk.kernel.packs.scalars import wrong

Verb = Literal["AGREE", "APPROVE", "NOTE", "DISCUSS", "PROVIDE"]
"""The verbs with which papers ask a body for something (PMP:23-85, CSR:44, TAB:206-208)."""


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _with_what(text: str) -> str:
    if _places(text) != {"what"}:
        raise wrong("{what} in the words", "Write {what} where the proposal stands.")
    return text


def _of_a_proposal(text: str) -> str:
    if not _places(text) <= {"number", "converted"}:
        raise wrong("no other place than {number} and {converted}", "Use one of these, or none.")
    return text


class Reach(Sourced):
    """A body that may reach an outcome, and what must hold of the proposal.

    Args:
        path: the decision is made on this path, and on no other.
        flag: the proposal must have this flag.
        stages: where a proposal usually stands when it is decided on so; empty for anywhere.
    """

    body: Annotated[str, Refers("bodies.bodies")]
    path: Annotated[str, Refers("paths.paths")] | None = None
    flag: Annotated[str, Refers("paths.flags")] | None = None
    stages: tuple[Annotated[str, Refers("stages.stages")], ...] = ()


class Ask(PackModel):
    """How a paper asks a body for the outcome: a verb in capitals, and what follows it."""

    verb: Verb
    words: Annotated[Text, AfterValidator(_of_a_proposal)]

    def on(self, number: str, converted: str) -> str:
        """`AGREE that DP144 is converted to a Modification Proposal`."""
        return f"{self.verb} {self.words.format(number=number, converted=converted)}"


class Outcome(Named):
    """Something that a body can decide on a proposal.

    Args:
        by: the bodies that may reach it.
        question: outcomes on one question exclude each other.
        goes_to: the body that has the last word, for a recommendation.
        did: what the body did, with {what} for the proposal.
        done: what happened to the proposal.
    """

    by: Annotated[tuple[Reach, ...], Field(min_length=1)]
    question: Id | None = None
    goes_to: Annotated[str, Refers("bodies.bodies")] | None = None
    did: Annotated[Text, AfterValidator(_with_what), Field(description="what the body did, with {what} in it")]
    done: Annotated[Text, Field(description="what happened to the proposal, as in was approved")]
    ask: Ask | None = None

    def reach(self, body: str) -> Reach | None:
        """How a body reaches it; None where it may not."""
        return next((one for one in self.by if one.body == body), None)


class Asked(PackModel):
    """An outcome that a body is asked for; with a path, only for a proposal on that path, or on none yet."""

    outcome: Annotated[str, Refers("decisions.outcomes")]
    path: Annotated[str, Refers("paths.paths")] | None = None


class Recommendations(Named):
    """What a body is asked for together, at one meeting, on a proposal that stands in one of these stages (PMP:23-30,
    PMP:79-85)."""

    body: Annotated[str, Refers("bodies.bodies")]
    stages: Annotated[tuple[Annotated[str, Refers("stages.stages")], ...], Field(min_length=1)]
    asks: Annotated[tuple[Asked, ...], Field(min_length=1)]

    def asked_on(self, path: str) -> tuple[str, ...]:
        """The ids of the outcomes that the body is asked for on a proposal with this path; empty for none yet."""
        return tuple(one.outcome for one in self.asks if not one.path or not path or one.path == path)


class Decisions(PackFile):
    """`decisions.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("outcomes", "recommendations")

    outcomes: tuple[Outcome, ...]
    recommendations: tuple[Recommendations, ...] = ()


def register() -> None:
    """Called when the app is ready."""
    register_kind("decisions", Decisions)
