"""The kind of pack file that meetings read: what papers ask for, what can come of an item, who must be there.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from codeclerk.kernel.packs import Bool, Int, Named, PackFile, PackModel, Parameter, Refers, Text, register_kind
from codeclerk.kernel.packs.scalars import wrong

Need = Literal["whom", "when", "follow_up"]


class PaperAction(Named):
    """What a paper is for: For Decision or For Information (CSR:60, PMP:59)."""


class Verb(Named):
    """A verb in capitals with which a recommendation begins (CSR:44, PMP:23-30, TAB:206-208)."""


class ItemOutcome(Named):
    """What can come of an item of an agenda.

    Args:
        needs: what must be recorded with it: whom it asks, when it goes on, what follows.
        says: how a page says it.
        is_decision: whether a headline report counts it among what was decided.
    """

    needs: tuple[Need, ...] = ()
    says: Text
    is_decision: Bool = False

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> ItemOutcome:
        missing = [one for one in self.needs if f"{{{one}}}" not in self.says]
        if missing:
            raise wrong(f"{{{missing[0]}}} in 'says'", "Let the words name what they need.", at="says")
        return self

    @property
    def heading(self) -> str:
        """What a list of the items that ended so is headed."""
        return self.plural or self.name


class Quorum(PackModel):
    """How many members must be there for a body to decide. A body that is not named has no quorum that is known."""

    body: Annotated[str, Refers("bodies")]
    members: Parameter[Annotated[Int, Field(ge=1)]]


class MeetingRules(PackFile):
    """`meetings.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("paper_actions", "verbs", "outcomes")

    paper_actions: tuple[PaperAction, ...] = ()
    verbs: tuple[Verb, ...] = ()
    outcomes: tuple[ItemOutcome, ...] = ()
    quorums: tuple[Quorum, ...] = ()


def register() -> None:
    """Called when the app is ready."""
    register_kind("meetings", MeetingRules)
