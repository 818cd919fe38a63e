"""What can happen to a draft. The texts are private: the log keeps a digest of them, and they can be erased."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.models import PrivateRecord
from codeclerk.people.models import Person
from codeclerk.raising.models import DraftComment, DraftForm, DraftGuest, DraftRecord, DraftRound
from codeclerk.raising.rules.content import Content
from codeclerk.raising.rules.states import End
from codeclerk.register.models import Proposal


class DraftEvent(EventBody):
    """Base of what happens to one draft."""

    draft: str

    def row(self) -> DraftRecord:
        return DraftRecord.objects.get(key=self.draft)


def kept(content: Content) -> str:
    """A content as the tables keep it."""
    return canonical_json(content.model_dump(mode="json"))


def _record(draft: str, person: str, stamp: Stamp) -> DraftRecord:
    """The row of a draft, made by the first event about it."""
    made = {"person": Person.objects.get(key=person), "event_id": stamp.event_id}
    return DraftRecord.objects.get_or_create(key=draft, defaults=made)[0]


@event_type
class DraftSent(DraftEvent):
    """A draft was sent to the code administrator for comments."""

    TYPE = "raising.draft_sent"
    PRIVATE: ClassVar[tuple[str, ...]] = ("content",)

    person: str
    number: int
    due: date
    explanation: str
    content: Content | None = None

    def write(self, stamp: Stamp) -> None:
        DraftRound.objects.create(
            draft=_record(self.draft, self.person, stamp),
            number=self.number,
            sent_on=stamp.effective,
            due=self.due,
            explanation=self.explanation,
            content=kept(self.content) if self.content else "",
        )

    def in_words(self) -> str:
        again = "" if self.number == 1 else f" for the {_nth(self.number)} time"
        return f"The draft is sent to the code administrator{again}; comments are due by {format_date(self.due)}."


def _nth(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")


@event_type
class DraftCommented(DraftEvent):
    """The code administrator commented on a draft."""

    TYPE = "raising.draft_commented"
    PRIVATE: ClassVar[tuple[str, ...]] = ("texts",)

    number: int
    is_ready: bool
    texts: dict[str, str] | None = None

    def write(self, stamp: Stamp) -> None:
        DraftComment.objects.create(
            round=DraftRound.objects.get(draft__key=self.draft, number=self.number),
            given_on=stamp.effective,
            is_ready=self.is_ready,
            texts=canonical_json(self.texts) if self.texts is not None else "",
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        ready = " and finds it ready to be raised" if self.is_ready else ""
        return f"The code administrator comments on the draft as a critical friend{ready}."


@event_type
class DraftRaised(DraftEvent):
    """A proposal was raised from a draft."""

    TYPE = "raising.draft_raised"

    person: str
    proposal: str
    number: str

    def write(self, stamp: Stamp) -> None:
        row = _record(self.draft, self.person, stamp)
        row.end, row.ended_on = End.RAISED.value, stamp.effective
        row.proposal = Proposal.objects.get(key=self.proposal)
        row.save(update_fields=["end", "ended_on", "proposal"])

    def in_words(self) -> str:
        return f"The draft becomes the proposal {self.number}."


@event_type
class DraftWithdrawn(DraftEvent):
    """A draft was withdrawn before it was raised."""

    TYPE = "raising.draft_withdrawn"

    def write(self, stamp: Stamp) -> None:
        row = self.row()
        row.end, row.ended_on = End.WITHDRAWN.value, stamp.effective
        row.save(update_fields=["end", "ended_on"])

    def in_words(self) -> str:
        return "The draft is withdrawn; nobody needs to comment on it."


@event_type
class DraftErased(DraftEvent):
    """The texts of a draft were deleted. That it was sent stays in the record."""

    TYPE = "raising.draft_erased"

    def write(self, stamp: Stamp) -> None:
        row = self.row()
        for record in PrivateRecord.objects.filter(subject=stamp.stream, erased_at__isnull=True):
            record.salt, record.body, record.erased_at = "", "", stamp.recorded_at
            record.save(update_fields=["salt", "body", "erased_at"])
        row.rounds.update(content="")
        DraftComment.objects.filter(round__draft=row).update(texts="")
        DraftGuest.objects.filter(draft=self.draft).delete()
        DraftForm.objects.filter(key=self.draft).delete()
        row.erased_at = stamp.recorded_at
        row.save(update_fields=["erased_at"])

    def in_words(self) -> str:
        return "What the draft says, and what was said of it, is deleted for good."


@event_type
class GuestInvited(DraftEvent):
    """Somebody may read a draft."""

    TYPE = "raising.guest_invited"

    person: str
    guest: str

    def write(self, stamp: Stamp) -> None:
        _record(self.draft, self.person, stamp)
        DraftGuest.objects.get_or_create(draft=self.draft, person=Person.objects.get(key=self.guest))

    def in_words(self) -> str:
        return f"person:{self.guest} may read the draft."


@event_type
class GuestRemoved(DraftEvent):
    """Somebody may read a draft no more."""

    TYPE = "raising.guest_removed"

    guest: str

    def write(self, stamp: Stamp) -> None:
        DraftGuest.objects.filter(draft=self.draft, person__key=self.guest).delete()

    def in_words(self) -> str:
        return f"person:{self.guest} may read the draft no more."
