"""What can happen to meetings, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.meetings.models import AgendaMention, MeetingFact, MeetingRecord
from codeclerk.meetings.rules.meetings import Mode, What


class OnAgenda(EventBody):
    """A proposal on an agenda: its key, its number then, and what came of it."""

    proposal: str
    number: str
    outcome: str = ""


class MeetingEvent(EventBody):
    """Base of what happens to one meeting. `named` is what it is called in a sentence: `the SEC Panel`."""

    meeting: str
    body: str
    named: str
    sure: Sure = Sure.STATED
    note: str = ""

    def said(self, stamp: Stamp, what: What, since: date, day: date | None = None, text: str = "", **more: str) -> None:
        """Write what is said of one thing from a day on."""
        value = {"day": day, "text": text, "reason": "", "sure": self.sure.value, "note": self.note, **more}
        MeetingFact.record_change(self._identity(stamp, what), value, stamp, valid_from=since)

    def not_said(self, stamp: Stamp, what: What, since: date) -> None:
        """Take back what was said of one thing on a day."""
        MeetingFact.record_change(self._identity(stamp, what), None, stamp, valid_from=since)

    def agenda_said(self, stamp: Stamp, since: date, agenda: tuple[OnAgenda, ...]) -> None:
        items = [{"proposal": one.proposal, "outcome": one.outcome} for one in agenda]
        self.said(stamp, What.AGENDA, since, text=canonical_json(items))
        meeting = MeetingRecord.objects.get(key=self.meeting)
        new = {one.proposal for one in agenda} - set(meeting.mentions.values_list("proposal", flat=True))
        AgendaMention.objects.bulk_create(AgendaMention(meeting=meeting, proposal=one) for one in sorted(new))

    def _identity(self, stamp: Stamp, what: What) -> dict[str, object]:
        row = MeetingRecord.objects.filter(key=self.meeting).first()
        if row is None:
            row = MeetingRecord.objects.create(key=self.meeting, body=self.body, event_id=stamp.event_id)
        return {"meeting_id": row.pk, "what": what.value}


def _day(day: date) -> str:
    return format_date(day, DateStyle.WEEKDAY)


def _listed(agenda: tuple[OnAgenda, ...]) -> str:
    numbers = [one.number for one in agenda]
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"


@event_type
class MeetingPlanned(MeetingEvent):
    """A body is to meet on a day. `agenda` None: nothing is said of it."""

    TYPE = "meetings.planned"

    day: date
    agenda: tuple[OnAgenda, ...] | None = None
    agenda_announced: date | None = None

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.PLANNED, stamp.effective, self.day)
        if self.agenda is not None:
            self.agenda_said(stamp, stamp.effective, self.agenda)
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
class MeetingHeld(MeetingEvent):
    """A body met. What was on its agenda, and how it met, where that is said."""

    TYPE = "meetings.held"

    day: date
    mode: Mode | None = None
    agenda: tuple[OnAgenda, ...] | None = None

    def write(self, stamp: Stamp) -> None:
        self.said(stamp, What.HELD, self.day, self.day)
        if self.mode is not None:
            self.said(stamp, What.MODE, self.day, text=self.mode.value)
        if self.agenda is not None:
            self.agenda_said(stamp, self.day, self.agenda)

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
        for what in (What.HELD, What.MODE, What.AGENDA):
            self.not_said(stamp, what, self.since)

    def in_words(self) -> str:
        return f"That the {self.named} met on {_day(self.day)} was recorded wrongly: {_why(self.reason)}."


def _why(reason: str) -> str:
    return reason.rstrip(".")
