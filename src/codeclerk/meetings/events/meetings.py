"""What can happen to meetings, and how each event is put into the tables."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.packs import Sure
from codeclerk.meetings.models import AgendaMention, MeetingFact, MeetingRecord
from codeclerk.meetings.rules.agenda import Item, ItemKind
from codeclerk.meetings.rules.meetings import AT_MEETING, Mode, What
from codeclerk.ui.words import plural


class OnAgenda(EventBody):
    """An item on an agenda. Of one that is not open to everybody the log has only its key, its kind and how closely it
    is held."""

    key: str
    proposal: str = ""
    number: str = ""
    kind: str = ItemKind.PAPER.value
    title: str = ""
    printed: int | None = None
    action: str = ""
    asks: tuple[str, ...] = ()
    presenter: str = ""
    classification: str = Classification.WHITE.value
    document: str = ""

    @classmethod
    def of(cls, item: Item, number: str = "") -> OnAgenda:
        return cls(**asdict(item), number=number)

    def row(self) -> dict[str, Any]:
        """As the table keeps it: what is as usual is left out."""
        whole = self.model_dump(exclude={"number"}, exclude_defaults=True)
        return {**whole, "key": self.key}

    def without_words(self) -> OnAgenda:
        return OnAgenda(key=self.key, kind=self.kind, classification=self.classification)


class CameBody(EventBody):
    """What came of an item of an agenda."""

    item: str
    outcome: str = ""
    words: str = ""
    whom: str = ""
    when: str = ""
    follow_up: str = ""

    def text(self) -> str:
        return canonical_json(self.model_dump(exclude={"item"}, exclude_defaults=True))


class MeetingEvent(EventBody):
    """Base of what happens to one meeting. `named` is what it is called in a sentence: `the SEC Panel`."""

    meeting: str
    body: str
    named: str
    sure: Sure = Sure.STATED
    note: str = ""

    def said(
        self,
        stamp: Stamp,
        what: What,
        since: date,
        day: date | None = None,
        text: str = "",
        about: str = "",
        reason: str = "",
    ) -> None:
        """Write what is said of one thing from a day on."""
        value = {"day": day, "text": text, "reason": reason, "sure": self.sure.value, "note": self.note}
        MeetingFact.record_change(self._identity(stamp, what, about), value, stamp, valid_from=since)

    def not_said(self, stamp: Stamp, what: What, since: date, about: str = "") -> None:
        """Take back what was said of one thing on a day."""
        MeetingFact.record_change(self._identity(stamp, what, about), None, stamp, valid_from=since)

    def record(self, stamp: Stamp) -> MeetingRecord:
        """The meeting, which this event makes where it is the first to tell of it."""
        row = MeetingRecord.objects.filter(key=self.meeting).first()
        return row or MeetingRecord.objects.create(key=self.meeting, body=self.body, event_id=stamp.event_id)

    def _identity(self, stamp: Stamp, what: What, about: str) -> dict[str, object]:
        return {"meeting_id": self.record(stamp).pk, "what": what.value, "about": about}


class AgendaEvent(MeetingEvent):
    """Base of an event that says a whole agenda; None says nothing of it. `closed` has the items that are not open to
    everybody."""

    PRIVATE: ClassVar[tuple[str, ...]] = ("closed",)

    agenda: tuple[OnAgenda, ...] | None = None
    closed: tuple[OnAgenda, ...] | None = None

    def agenda_said(self, stamp: Stamp, since: date) -> None:
        if self.agenda is None:
            return
        closed = {one.key: one for one in self.closed or ()}
        items = [closed.get(one.key, one) for one in self.agenda]
        self.said(stamp, What.AGENDA, since, text=canonical_json([one.row() for one in items]))
        meeting = MeetingRecord.objects.get(key=self.meeting)
        known = set(meeting.mentions.values_list("proposal", flat=True))
        new = {one.proposal for one in items if one.proposal} - known
        AgendaMention.objects.bulk_create(AgendaMention(meeting=meeting, proposal=one) for one in sorted(new))


def _day(day: date) -> str:
    return format_date(day, DateStyle.WEEKDAY)


def _listed(agenda: tuple[OnAgenda, ...]) -> str:
    numbers = [one.number for one in agenda if one.number]
    if not numbers:
        return plural(len(agenda), "item")
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"


@event_type
class MeetingPlanned(AgendaEvent):
    """A body is to meet on a day. `agenda` None: nothing is said of it."""

    TYPE = "meetings.planned"

    day: date
    agenda_announced: date | None = None

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.PLANNED, stamp.effective, self.day)
        self.agenda_said(stamp, stamp.effective)
        if self.agenda_announced is not None:
            self.said(stamp, What.ANNOUNCED, stamp.effective, self.agenda_announced)

    def in_words(self) -> str:
        agenda = f", with {_listed(self.agenda)} on its agenda" if self.agenda else ""
        announced = (
            f"; its provisional agenda is announced on {format_date(self.agenda_announced)}"
            if self.agenda_announced
            else ""
        )
        return f"A meeting of the {self.named} is planned for {_day(self.day)}{agenda}{announced}."


@event_type
class MeetingHeld(AgendaEvent):
    """A body met. What was on its agenda, and how it met, where that is said."""

    TYPE = "meetings.held"

    day: date
    mode: Mode | None = None
    came: tuple[CameBody, ...] = ()

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.HELD, self.day, self.day)
        if self.mode is not None:
            self.said(stamp, What.MODE, self.day, text=self.mode.value)
        self.agenda_said(stamp, self.day)
        for one in self.came:
            self.said(stamp, What.OUTCOME, self.day, text=one.text(), about=one.item)

    def in_words(self) -> str:
        mode = f" ({self.mode.label.lower()})" if self.mode else ""
        agenda = f" and had {_listed(self.agenda)} on its agenda" if self.agenda else ""
        return f"The {self.named} met on {_day(self.day)}{mode}{agenda}."


@event_type
class MeetingMoved(MeetingEvent):
    """A planned meeting has another day."""

    TYPE = "meetings.moved"

    day: date
    before: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.PLANNED, stamp.effective, self.day, reason=self.reason)

    def in_words(self) -> str:
        return f"The meeting of the {self.named} on {_day(self.before)} moves to {_day(self.day)}: {_why(self.reason)}."


@event_type
class MeetingDropped(MeetingEvent):
    """A planned meeting will not be held."""

    TYPE = "meetings.dropped"

    day: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.PLANNED, stamp.effective, None, reason=self.reason)

    def in_words(self) -> str:
        return f"The meeting of the {self.named} on {_day(self.day)} is not held: {_why(self.reason)}."


@event_type
class MeetingNotHeld(MeetingEvent):
    """It was recorded wrongly that a meeting was held on a day. What was planned counts again."""

    TYPE = "meetings.not_held"

    day: date
    since: date
    reason: str

    def write(self, stamp: Stamp) -> None:
        rows = MeetingFact.objects.filter(
            meeting__key=self.meeting,
            what__in=[one.value for one in AT_MEETING],
            valid_from=self.since,
            superseded_from__isnull=True,
        )
        self.not_said(stamp, What.HELD, self.since)
        for what, about in sorted(set(rows.values_list("what", "about"))):
            self.not_said(stamp, What(what), self.since, about)

    def in_words(self) -> str:
        return f"That the {self.named} met on {_day(self.day)} was recorded wrongly: {_why(self.reason)}."


def _why(reason: str) -> str:
    return reason.rstrip(".")
