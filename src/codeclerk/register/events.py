"""What can happen to a proposal in the register, and how each event is put into the tables.

Events name proposals by key, and hold everything as it was resolved when they were planned: reading one again needs no
code pack.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from codeclerk.kernel import chain
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.register import find, models, wording
from codeclerk.register.models import AliasRecord, IssuedNumber, Proposal, ProposalFact, Slug
from codeclerk.register.rules.documents import Role
from codeclerk.register.rules.numbers import AliasKind, digits_of
from codeclerk.register.rules.slugs import slug_of
from codeclerk.register.rules.times import When, printed
from codeclerk.register.rules.timetable import State

MOST_TOLD = 3
"""So many events of a timetable are told one by one in a sentence."""


class ProposalEvent(EventBody):
    """Base of what happens to one proposal."""

    proposal: str

    def row_id(self) -> int:
        """What the facts of the proposal are stored under."""
        return find.row_id(self.proposal)


class NamedAlias(BaseModel):
    """A text that names the proposal, as it stands in an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: AliasKind


def _give_number(
    event: ProposalRegistered | NumberChanged, row: int, stamp: Stamp, aliases: tuple[NamedAlias, ...]
) -> None:
    IssuedNumber.objects.create(text=event.number, proposal_id=row, event_id=stamp.event_id)
    value = {"text": event.number, "series": event.series, "sure": event.sure.value, "note": event.note}
    models.Number.record_change({"proposal_id": row}, value, stamp)
    for alias in aliases:
        named = {"proposal_id": row, "kind": alias.kind.value, "sure": event.sure.value, "note": ""}
        AliasRecord.record_change({"text": alias.text}, named, stamp)


@event_type
class ProposalRegistered(ProposalEvent):
    """A proposal is in the register, under this number, from this day on."""

    TYPE = "register.proposal_registered"

    number: str
    series: str
    aliases: tuple[NamedAlias, ...] = ()
    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        digits, letter = digits_of(self.proposal)
        row = Proposal.objects.create(key=self.proposal, digits=digits, letter=letter, event_id=stamp.event_id)
        _give_number(self, row.pk, stamp, self.aliases)

    def in_words(self) -> str:
        return f"{self.number} is in the register."


@event_type
class NumberChanged(ProposalEvent):
    """A proposal goes by another number of the same digits."""

    TYPE = "register.number_changed"

    number: str
    series: str
    former: str
    aliases: tuple[NamedAlias, ...] = ()
    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        _give_number(self, self.row_id(), stamp, self.aliases)

    def in_words(self) -> str:
        return f"{self.former} is converted and becomes {self.number}."


@event_type
class FirstDayMoved(ProposalEvent):
    """A proposal was in the register earlier than was known."""

    TYPE = "register.first_day_moved"

    number: str
    series: str
    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        value = {"text": self.number, "series": self.series, "sure": self.sure.value, "note": self.note}
        models.Number.record_change({"proposal_id": self.row_id()}, value, stamp)

    def in_words(self) -> str:
        return f"{self.number} was in the register from this day on, earlier than was known."


@event_type
class ProposalSplit(ProposalEvent):
    """A proposal was split into parts, which are registered by events of their own."""

    TYPE = "register.proposal_split"

    parts: tuple[str, ...]

    def write(self, stamp: Stamp) -> None:
        """Nothing: the parts are there by their own events."""

    def in_words(self) -> str:
        return f"It is split; the parts named are {', '.join(self.parts)}."


@event_type
class AliasSet(ProposalEvent):
    """A text names this proposal, or does so no more."""

    TYPE = "register.alias_set"

    text: str
    kind: AliasKind
    sure: Sure = Sure.STATED
    note: str = ""
    withdrawn: bool = False

    def write(self, stamp: Stamp) -> None:
        value = {"proposal_id": self.row_id(), "kind": self.kind.value, "sure": self.sure.value, "note": self.note}
        AliasRecord.record_change({"text": self.text}, None if self.withdrawn else value, stamp)

    def in_words(self) -> str:
        kind = self.kind.label.lower()
        return f"“{self.text}” names it no more." if self.withdrawn else f"“{self.text}” names it too ({kind})."


class FactEvent(ProposalEvent):
    """Base of an event that is one change of one fact: its fields are those of the fact."""

    FACT: ClassVar[type[ProposalFact]]

    sure: Sure = Sure.STATED
    note: str = ""

    def write(self, stamp: Stamp) -> None:
        given = self.columns()
        own = {name: given[name] for name in self.FACT.identity if name != "proposal_id"}
        value = {name: given[name] for name in self.FACT.value}
        self.FACT.record_change({"proposal_id": self.row_id(), **own}, value, stamp)

    def columns(self) -> dict[str, Any]:
        """What the tables hold, by column."""
        return {**dict(self), "sure": self.sure.value}


@event_type
class TitleSet(FactEvent):
    """A proposal has this title."""

    TYPE = "register.title_set"
    FACT = models.Title

    formal: str
    short: str = ""

    def write(self, stamp: Stamp) -> None:
        super().write(stamp)
        row = self.row_id()
        for text in {slug_of(self.formal), slug_of(self.short)} - {""}:
            if not Slug.objects.filter(text=text, proposal_id=row).exists():
                Slug.objects.create(text=text, proposal_id=row, event_id=stamp.event_id)

    def in_words(self) -> str:
        short = f", “{self.short}” for short" if self.short else ""
        return f"The title is “{self.formal}”{short}."


@event_type
class ProposerSet(FactEvent):
    """A proposal has this Proposer."""

    TYPE = "register.proposer_set"
    FACT = models.ProposerFact

    person: str = ""
    organisation: str = ""
    on_behalf_of: str = ""

    def in_words(self) -> str:
        who = ", ".join(part for part in (f"person:{self.person}" if self.person else "", self.organisation) if part)
        behalf = f" on behalf of {self.on_behalf_of}" if self.on_behalf_of else ""
        return f"The Proposer is {who or 'not known'}{behalf}."


@event_type
class LeadAnalystSet(FactEvent):
    """A proposal has this lead analyst, or none."""

    TYPE = "register.lead_analyst_set"
    FACT = models.LeadAnalyst

    person: str = ""

    def in_words(self) -> str:
        return f"The lead analyst is {f'person:{self.person}' if self.person else 'nobody'}."


@event_type
class StatusSet(FactEvent):
    """A proposal stands here in the process."""

    TYPE = "register.status_set"
    FACT = models.StatusFact

    profile: str
    status: str = ""
    part: str = ""
    stage: str
    """Empty where no source says any more how it stands."""

    def in_words(self) -> str:
        if not self.stage:
            return "Where it stands is not known any more."
        status = wording.status(self.profile, self.status, self.part)
        stage = wording.stage(self.stage)
        return (
            f"The status is {status} (stage {stage})." if status else f"The stage is {stage}; the status is not known."
        )


@event_type
class PathSet(FactEvent):
    """A proposal follows this path."""

    TYPE = "register.path_set"
    FACT = models.PathFact

    path: str = ""

    def in_words(self) -> str:
        return f"The path is {wording.path(self.path) or 'not known'}."


@event_type
class FlagSet(FactEvent):
    """A flag is set or taken away."""

    TYPE = "register.flag_set"
    FACT = models.FlagFact

    flag: str
    is_set: bool

    def in_words(self) -> str:
        return f"{wording.flag(self.flag)}: {'yes' if self.is_set else 'no longer'}."


@event_type
class HoldSet(FactEvent):
    """A proposal is put on hold, or goes on."""

    TYPE = "register.hold_set"
    FACT = models.HoldFact

    is_held: bool
    reason: str = ""
    until: date | None = None

    def in_words(self) -> str:
        until = f" until {format_date(self.until)}" if self.until else ""
        why = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"It is on hold{until}{why}." if self.is_held else f"The hold ends{why}."


@event_type
class TargetReleaseSet(FactEvent):
    """A proposal is meant for this release, or for none."""

    TYPE = "register.target_release_set"
    FACT = models.TargetRelease

    release: str = ""

    def in_words(self) -> str:
        return f"The target release is {self.release}." if self.release else "It has no target release any more."


@event_type
class SummarySet(FactEvent):
    """A proposal is summed up in plain words."""

    TYPE = "register.summary_set"
    FACT = models.Summary

    summary: str = ""

    def in_words(self) -> str:
        return "The plain summary is written." if self.summary else "The plain summary is taken away."


@event_type
class WebAddressSet(FactEvent):
    """A proposal has this page on the code administrator's site."""

    TYPE = "register.web_address_set"
    FACT = models.WebAddress

    address: str = ""

    def in_words(self) -> str:
        return f"Its page on the public site is {self.address or 'gone'}."


@event_type
class AffectedSet(FactEvent):
    """A proposal affects these documents, systems or party categories, and no others."""

    TYPE = "register.affected_set"
    FACT = models.AffectedFact

    kind: str
    listed: tuple[str, ...]

    def columns(self) -> dict[str, Any]:
        return {**super().columns(), "listed": chain.canonical_json(list(self.listed))}

    def in_words(self) -> str:
        what = self.kind.replace("_", " ")
        return f"Affected {what}: {', '.join(wording.affected(self.kind, one) for one in self.listed) or 'none'}."


@event_type
class ObjectivesTagged(FactEvent):
    """A view or decision rests on these objectives."""

    TYPE = "register.objectives_tagged"
    FACT = models.ObjectiveTag

    view: str
    letters: str

    def in_words(self) -> str:
        letters = ", ".join(f"({letter})" for letter in self.letters)
        return f"Objectives of {self.view.replace('_', ' ')}: {letters or 'none'}."


@event_type
class ChangeRequestSet(FactEvent):
    """The DCC's Change Request of a proposal has this number."""

    TYPE = "register.change_request_set"
    FACT = models.ChangeRequest

    about: str = ""
    number: str

    def in_words(self) -> str:
        about = f" for {self.about}" if self.about else ""
        return f"The DCC Change Request{about} is {self.number or 'not known'}."


@event_type
class LinkSet(FactEvent):
    """A proposal stands so to another one or to something outside, or does so no more."""

    TYPE = "register.link_set"
    FACT = models.LinkFact

    kind: str
    target: str
    holds: bool = True
    named: str = ""
    """The other proposal as it was called then, for the sentence."""

    def in_words(self) -> str:
        link = f"{wording.link(self.kind)}: {self.named or self.target}"
        return f"{link}." if self.holds else f"No longer: {link}."


@event_type
class DocumentAttached(FactEvent):
    """A document is attached to a proposal, or is so no more.

    Its words keep silent of the document, which not everybody may see; `in_full` is for who may.
    """

    TYPE = "register.document_attached"
    FACT = models.DocumentFact

    document: str
    role: Role
    label: str = ""
    holds: bool = True

    def columns(self) -> dict[str, Any]:
        return {**super().columns(), "role": self.role.value}

    def in_words(self) -> str:
        return self._said("A document")

    def in_full(self) -> str:
        """As `in_words`, with the label."""
        return self._said(f"“{self.label}”" if self.label else "A document")

    def _said(self, what: str) -> str:
        return f"{what} is {'attached' if self.holds else 'no longer attached'} as {self.role.phrase}."


class TimetableEntry(BaseModel):
    """What an event says of one row of a timetable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event_key: str
    kind: str
    label: str
    first: date
    last: date
    is_month: bool = False
    state: State
    condition: str = ""
    position: int = 0
    sure: Sure = Sure.STATED
    note: str = ""

    @property
    def when(self) -> When:
        return When(self.first, self.last, self.is_month)

    @property
    def words(self) -> str:
        label = f"{self.label} ({self.condition})" if self.condition else self.label
        return f"{label}: {self.state.value if self.state is not State.DROPPED else 'dropped'}, {printed(self.when)}"


@event_type
class TimetableSet(ProposalEvent):
    """The timetable says this of these events, and of the others what it said before."""

    TYPE = "register.timetable_set"

    entries: tuple[TimetableEntry, ...]

    def write(self, stamp: Stamp) -> None:
        row = self.row_id()
        for entry in self.entries:
            identity = {"proposal_id": row, "event_key": entry.event_key}
            columns = dict(entry) | {"state": entry.state.value, "sure": entry.sure.value}
            value = {name: columns[name] for name in models.TimetableFact.value}
            models.TimetableFact.record_change(identity, value, stamp)

    def in_words(self) -> str:
        if len(self.entries) > MOST_TOLD:
            first, last = min(e.first for e in self.entries), max(e.last for e in self.entries)
            span = f"from {format_date(first)} to {format_date(last)}"
            return f"Timetable: {len(self.entries)} events {span}."
        return f"Timetable: {'; '.join(entry.words for entry in self.entries)}."


@event_type
class ChangeWithdrawn(ProposalEvent):
    """A change was recorded in error: nothing changed on that day."""

    TYPE = "register.change_withdrawn"

    fact: str
    which: tuple[str, ...] = ()
    day: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        fact = models.FACTS[self.fact]
        fact.record_change(models.identity_of(fact, self.row_id(), *self.which), None, stamp, valid_from=self.day)

    def in_words(self) -> str:
        # Of an attached document nothing is told: not everybody may see it.
        is_told = any(self.which) and self.fact != "document"
        which = f" ({', '.join(self.which)})" if is_told else ""
        name = self.fact.replace("_", " ")
        return f"The change of {name}{which} on {format_date(self.day)} is taken back: {self.reason}"
