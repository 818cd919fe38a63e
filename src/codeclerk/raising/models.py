"""The tables of drafts. What is typed is machinery and can be erased; that a draft was sent is the record."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from codeclerk.kernel.models import Event, Recorded
from codeclerk.people.models import Person
from codeclerk.raising.rules.content import Content
from codeclerk.raising.rules.states import End
from codeclerk.register.models import Proposal


def stream(key: str) -> str:
    """The stream of events about a draft. It is open to nobody but those who may see the draft."""
    return f"draft:{key}"


class DraftForm(Recorded):
    """What somebody has typed so far, saved as they type. Not the record: nothing rests on it until it is sent."""

    retention = "until its owner deletes it or is erased, else a year after it was last saved"

    key = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts")
    content = models.TextField(default="{}", help_text="canonical JSON")
    version = models.PositiveIntegerField(default=1, help_text="counts the changes, so that two windows do not clash")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["saved_at"], name="raising_form_saved")]

    def __str__(self) -> str:
        return self.key

    @property
    def typed(self) -> Content:
        """What it says."""
        return read_content(self.content)


class DraftRecord(Recorded):
    """A draft that was sent or shared: whose it is, and how it ended. What it says stands in the rounds."""

    retention = "the key, the days and the proposal that came of it are kept for ever; the texts go with the rounds"

    key = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=10, choices=[(one.value, one.value) for one in End], default="", blank=True)
    ended_on = models.DateField(null=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="drafts")
    erased_at = models.DateTimeField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["end"], name="raising_record_end")]

    def __str__(self) -> str:
        return self.key


class DraftRound(Recorded):
    """One sending of a draft to the code administrator."""

    retention = "the days are kept for ever; the texts until the draft is deleted"

    draft = models.ForeignKey(DraftRecord, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    due = models.DateField()
    explanation = models.TextField(default="", blank=True)
    content = models.TextField(default="", blank=True, help_text="canonical JSON; empty once it is erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="raising_round_once")]


class DraftComment(Recorded):
    """What the code administrator said of one sending, question by question."""

    retention = "the day is kept for ever; the texts until the draft is deleted"

    round = models.ForeignKey(DraftRound, on_delete=models.PROTECT, related_name="comments")
    given_on = models.DateField()
    is_ready = models.BooleanField(default=False)
    texts = models.TextField(default="", blank=True, help_text="canonical JSON: question -> comment")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    @property
    def by_question(self) -> dict[str, str]:
        """Question -> what is said of it; empty once it is erased."""
        found: dict[str, str] = json.loads(self.texts or "{}")
        return found


class DraftGuest(Recorded):
    """Somebody whom the owner lets read a draft."""

    retention = "until the owner ends it or the draft is deleted"

    draft = models.CharField(max_length=20, help_text="key of the draft")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="raising_guest_once")]


def read_content(text: str) -> Content:
    """A content as a table keeps it; an empty one where it was erased."""
    kept: dict[str, Any] = json.loads(text or "{}")
    return Content.model_validate(kept)
