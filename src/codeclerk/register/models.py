"""The tables of the register. A proposal is its digits; everything that is said of it is a dated fact."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from codeclerk.kernel.models import DatedFact, Event, Guard, Recorded, fact_constraints
from codeclerk.kernel.packs import Sure
from codeclerk.register.rules.documents import Role
from codeclerk.register.rules.numbers import AliasKind
from codeclerk.register.rules.timetable import State

SURE = [(one.value, one.value) for one in Sure]


def _constraints(name: str, *identity: str) -> list[models.BaseConstraint]:
    return fact_constraints(f"register_{name}", "proposal", *identity)


def _now(name: str) -> list[models.Index]:
    return [models.Index(fields=["proposal", "superseded_from"], name=f"register_{name}_now")]


class Proposal(Recorded):
    """A proposal, by its digits and the letter of a split part: `0144`, `0122A`. It exists from its first number on."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=16, unique=True)
    digits = models.PositiveIntegerField()
    letter = models.CharField(max_length=1, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digits", "letter"], name="register_digits_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def stream(self) -> str:
        return stream(self.key)


def stream(key: str) -> str:
    """The stream of events about a proposal."""
    return f"proposal:{key}"


class IssuedNumber(Recorded):
    """A number that was given out. The database itself refuses to give one out twice."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: a number is never used again"

    text = models.CharField(max_length=20, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="issued")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")


class Slug(Recorded):
    """A slug that a title of a proposal made: an address that leads to it for ever. Two proposals may share one."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: addresses do not die"

    text = models.CharField(max_length=100)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="slugs")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "proposal"], name="register_slug_once")]


class AliasRecord(DatedFact):
    """A text that names a proposal although it is not its number. `text` is in the form of `rules.numbers.normal`."""

    identity = ("text",)
    value = ("proposal_id", "kind", "sure", "note")

    text = models.CharField(max_length=60)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in AliasKind])
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = fact_constraints("register_alias", "text")


class ProposalFact(DatedFact):
    """Base of what is said of a proposal. Each value says how sure it is, and may carry a note."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    sure = models.CharField(max_length=10, choices=SURE, default=Sure.STATED.value)
    note = models.TextField(default="", blank=True)

    identity: ClassVar[tuple[str, ...]] = ("proposal_id",)

    class Meta:
        abstract = True


class Number(ProposalFact):
    """The number that a proposal goes by."""

    value = ("text", "series", "sure", "note")

    text = models.CharField(max_length=20, default="")
    series = models.CharField(max_length=64, default="", help_text="id of the pack's `numbering`")

    class Meta:
        constraints = _constraints("number")
        indexes = _now("number")


class Title(ProposalFact):
    """The formal title and the short one, which is empty where papers know only one."""

    value = ("formal", "short", "sure", "note")

    formal = models.CharField(max_length=300, default="")
    short = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = _constraints("title")
        indexes = _now("title")


class ProposerFact(ProposalFact):
    """Who proposes it: a person, the organisation, and whom they stand for. Keys of people; any may be empty."""

    value = ("person", "organisation", "on_behalf_of", "sure", "note")

    person = models.CharField(max_length=50, default="", blank=True)
    organisation = models.CharField(max_length=50, default="", blank=True)
    on_behalf_of = models.CharField(max_length=50, default="", blank=True)

    class Meta:
        constraints = _constraints("proposer")
        indexes = _now("proposer")


class LeadAnalyst(ProposalFact):
    """The analyst of the code administrator who runs it: key of a person, empty for nobody."""

    value = ("person", "sure", "note")

    person = models.CharField(max_length=50, default="", blank=True)

    class Meta:
        constraints = _constraints("analyst")
        indexes = _now("analyst")


class StatusFact(ProposalFact):
    """Where it stands: profile of the process, status, perhaps a part of it, and the stage in which that counts.

    Where a source tells the stage only, `status` is empty.
    """

    value = ("profile", "status", "part", "stage", "sure", "note")

    profile = models.CharField(max_length=64, default="", help_text="id of the pack's `stages.profiles`")
    status = models.CharField(max_length=64, default="", blank=True)
    part = models.CharField(max_length=64, default="", blank=True)
    stage = models.CharField(max_length=64, default="")

    class Meta:
        constraints = _constraints("status")
        indexes = _now("status")


class PathFact(ProposalFact):
    """Who decides: id of the pack's `paths`, empty for not known yet."""

    value = ("path", "sure", "note")

    path = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = _constraints("path")
        indexes = _now("path")


class FlagFact(ProposalFact):
    """Whether one of the pack's flags is set."""

    identity = ("proposal_id", "flag")
    value = ("is_set", "sure", "note")

    flag = models.CharField(max_length=64)
    is_set = models.BooleanField(default=False)

    class Meta:
        constraints = _constraints("flag", "flag")
        indexes = _now("flag")


class HoldFact(ProposalFact):
    """Whether it is on hold, why, and until when if that is known. A hold leaves stage and status as they are."""

    value = ("is_held", "reason", "until", "sure", "note")

    is_held = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = _constraints("hold")
        indexes = _now("hold")


class TargetRelease(ProposalFact):
    """The release it is meant for, as a name (`June 2021`) or a day; empty for none."""

    value = ("release", "sure", "note")

    release = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints = _constraints("release")
        indexes = _now("release")


class Summary(ProposalFact):
    """What it is about, in plain words."""

    value = ("summary", "sure", "note")

    summary = models.TextField(default="", blank=True)

    class Meta:
        constraints = _constraints("summary")
        indexes = _now("summary")


class WebAddress(ProposalFact):
    """Where the code administrator's public site has it."""

    value = ("address", "sure", "note")

    address = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = _constraints("address")
        indexes = _now("address")


class AffectedFact(ProposalFact):
    """Everything of one kind that it affects: `documents`, `systems` or `party_categories`, as ids of the pack.

    One value for the whole list: what a source leaves out is not affected by what it says.
    """

    identity = ("proposal_id", "kind")
    value = ("listed", "sure", "note")

    kind = models.CharField(max_length=20)
    listed = models.TextField(default="[]", help_text="canonical JSON: ids, in the order given")

    class Meta:
        constraints = _constraints("affected", "kind")
        indexes = _now("affected")

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(json.loads(self.listed))


class ObjectiveTag(ProposalFact):
    """The objectives that one view or decision rests on: `proposer`, `change_board`, and so on."""

    identity = ("proposal_id", "view")
    value = ("letters", "sure", "note")

    view = models.CharField(max_length=100)
    letters = models.CharField(max_length=20, default="", blank=True, help_text="letters in alphabetical order")

    class Meta:
        constraints = _constraints("objective", "view")
        indexes = _now("objective")


class ChangeRequest(ProposalFact):
    """The number of the DCC's Change Request: CR1352, TBC or N/A; empty for none. `about` tells several apart."""

    identity = ("proposal_id", "about")
    value = ("number", "sure", "note")

    about = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        constraints = _constraints("cr", "about")
        indexes = _now("cr")


class LinkFact(ProposalFact):
    """Whether a proposal stands so to another one, by its key, or to something outside the code, by its name."""

    identity = ("proposal_id", "kind", "target")
    value = ("holds", "sure", "note")

    kind = models.CharField(max_length=64)
    target = models.CharField(max_length=200)
    holds = models.BooleanField(default=False)

    class Meta:
        constraints = _constraints("link", "kind", "target")
        indexes = [*_now("link"), models.Index(fields=["target", "superseded_from"], name="register_link_target")]


class DocumentFact(ProposalFact):
    """Whether a document is attached to a proposal, by its SHA-256: what it is to it, and how it is called there.

    Who may not see the document learns nothing of it: every read goes through `sources.queries.seen`.
    """

    identity = ("proposal_id", "document", "role", "label")
    value = ("holds", "sure", "note")

    document = models.CharField(max_length=64)
    role = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Role])
    label = models.CharField(max_length=200, blank=True)
    holds = models.BooleanField(default=False)

    class Meta:
        constraints = _constraints("document", "document", "role", "label")
        indexes = _now("document")


class TimetableFact(ProposalFact):
    """What the timetable says of one event from a day on. A later row with another date is a revision."""

    identity = ("proposal_id", "event_key")
    value = ("kind", "label", "first", "last", "is_month", "state", "condition", "position", "sure", "note")

    event_key = models.CharField(max_length=80)
    kind = models.CharField(max_length=64, default="")
    label = models.CharField(max_length=200, default="")
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    is_month = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.DROPPED.value
    )
    condition = models.CharField(max_length=200, default="", blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = _constraints("timetable", "event_key")
        # Lists ask for one kind of event of every proposal: when each was raised.
        indexes = [*_now("timetable"), models.Index(fields=["kind", "proposal"], name="register_timetable_kind")]


FACTS: dict[str, type[ProposalFact]] = {
    "title": Title,
    "proposer": ProposerFact,
    "lead_analyst": LeadAnalyst,
    "status": StatusFact,
    "path": PathFact,
    "flag": FlagFact,
    "hold": HoldFact,
    "target_release": TargetRelease,
    "summary": Summary,
    "web_address": WebAddress,
    "affected": AffectedFact,
    "objectives": ObjectiveTag,
    "change_request": ChangeRequest,
    "link": LinkFact,
    "document": DocumentFact,
    "timetable": TimetableFact,
}
"""Every fact whose change can be taken back, by the name that `withdraw_change` calls it."""


def identity_of(fact: type[ProposalFact], proposal: int, *which: str) -> dict[str, Any]:
    """Whose fact it is: the proposal, by its row, and for a fact of which there are several, which one."""
    names = [name for name in fact.identity if name != "proposal_id"]
    return {"proposal_id": proposal, **dict(zip(names, which, strict=True))}
