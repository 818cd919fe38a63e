"""The tables of votes: what is asked of whom, who may vote, what each said, and what was done with the vote.

The instant at which something was recorded decides whether it counts; nothing here is dated back.
"""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import Event, Guard, Recorded
from codeclerk.register.models import Proposal
from codeclerk.votes.rules.standing import Did
from codeclerk.votes.rules.values import Choice


class VoteRecord(Recorded):
    """A vote of a body on a proposal: `0092-change_board-1` is its first one on MP092."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    key = models.CharField(max_length=80, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="votes")
    body = models.CharField(max_length=64, help_text="id of the pack's `bodies`")
    number = models.PositiveSmallIntegerField()
    profile = models.CharField(max_length=64, help_text="profile of the process under which it was opened")
    carried = models.CharField(max_length=64, help_text="the step that follows if it is carried")
    lost = models.CharField(max_length=64, default="", blank=True, help_text="the step that follows if it is not")
    rule = models.TextField(help_text="canonical JSON: how it is counted, as it stood at the opening")
    rationale = models.CharField(max_length=10, help_text="whether reasons by objective are required")
    opened_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    meeting = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "body", "number"], name="votes_number_once")]

    def __str__(self) -> str:
        return self.key


def stream(key: str) -> str:
    """The stream of events about a vote. It is told to nobody but those who may see the vote."""
    return f"vote:{key}"


def seat_stream(key: str, seat: str) -> str:
    """The stream of events about one voter of a vote: two voters never wait for each other."""
    return f"vote-seat:{key}/{seat}"


class OfVote(Recorded):
    """Base of the rows about a vote."""

    vote = models.ForeignKey(VoteRecord, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=100)

    class Meta:
        abstract = True


class VoterRow(OfVote):
    """Who has a vote, as the electorate was when the vote opened."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: the count rests on it"

    name = models.CharField(max_length=300)
    group = models.CharField(max_length=64, default="", blank=True)
    organisation = models.CharField(max_length=50, default="", blank=True)
    weight = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat"], name="votes_seat_once")]


class SpeakerRow(OfVote):
    """Who may speak for a seat: its member, a standing alternate, or one who was named for this vote."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: a key that says nothing about the person"

    MEMBER, ALTERNATE, NAMED = "member", "alternate", "named"

    person = models.CharField(max_length=50, db_index=True, help_text="key of the person")
    role = models.CharField(max_length=10, choices=[(one, one) for one in (MEMBER, ALTERNATE, NAMED)])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat", "person"], name="votes_speaker_once")]


class PositionRow(OfVote):
    """What was said for a seat. The last one counts, and every earlier one is kept."""

    retention = "kept for ever: the count rests on it; the reasons until they are erased"

    CAST, ALTERNATE, RECORDED = "cast", "alternate", "recorded"

    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Choice])
    objectives = models.CharField(max_length=40, default="", blank=True, help_text="letters with reasons: a,c")
    how = models.CharField(max_length=10, choices=[(one, one) for one in (CAST, ALTERNATE, RECORDED)])
    given_as = models.CharField(max_length=300, default="", blank=True, help_text="how a recorded one was given")
    by = models.CharField(max_length=150, help_text="the actor")
    rationale = models.TextField(default="", blank=True, help_text="canonical JSON: letter -> reason; empty if erased")
    at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat", "number"], name="votes_position_once")]


class InterestRow(OfVote):
    """An interest that was declared for a seat."""

    retention = "that there was one is kept for ever; its words until they are erased"

    words = models.TextField(default="", blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()


class VoteMark(Recorded):
    """Something that was done with a vote: closed, counted, published, opened again, withdrawn."""

    guard = Guard.APPEND_ONLY
    retention = "kept for ever: it is the record"

    vote = models.ForeignKey(VoteRecord, on_delete=models.PROTECT, related_name="marks")
    did = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Did])
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.TextField(default="", blank=True)
    detail = models.TextField(default="", blank=True, help_text="canonical JSON")
    closes_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
