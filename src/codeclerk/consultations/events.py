"""What can happen to consultations, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date

from codeclerk.consultations.models import ConsultationDate, ConsultationRecord
from codeclerk.consultations.rules import What, closing_words, issue_clause
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.register.models import Proposal
from codeclerk.register.rules.times import When


class ConsultationEvent(EventBody):
    """Base of what happens to one consultation."""

    consultation: str
    named: str
    """What it is called, for the sentence: `the Refinement Consultation on MP144`."""


@event_type
class ConsultationOpened(ConsultationEvent):
    """There is a consultation of this kind on this proposal."""

    TYPE = "consultations.opened"

    proposal: str
    kind: str
    number: int

    def write(self, stamp: Stamp) -> None:
        ConsultationRecord.objects.create(
            key=self.consultation,
            proposal=Proposal.objects.get(key=self.proposal),
            kind=self.kind,
            number=self.number,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        return f"There is {self.named} ({self.consultation})."


@event_type
class DateSaid(ConsultationEvent):
    """This is said of a date of a consultation, from `holds_from` on. `first` None: the day is not known."""

    TYPE = "consultations.date_said"

    what: What
    first: date | None = None
    last: date | None = None
    is_month: bool = False
    holds_from: date
    reason: str = ""
    sure: Sure = Sure.STATED
    note: str = ""

    @property
    def when(self) -> When | None:
        return When(self.first, self.last, self.is_month) if self.first and self.last else None

    def write(self, stamp: Stamp) -> None:
        record = ConsultationRecord.objects.get(key=self.consultation)
        columns = dict(self) | {"sure": self.sure.value}
        ConsultationDate.record_change(
            {"consultation_id": record.pk, "what": self.what.value},
            {name: columns[name] for name in ConsultationDate.value},
            stamp,
            valid_from=self.holds_from,
        )

    def in_words(self) -> str:
        who = f"{self.named[:1].upper()}{self.named[1:]}"
        because = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"{who} {self._said()}{because}."

    def _said(self) -> str:
        when = self.when
        match self.what:
            case What.EXPECTED:
                return f"is to be issued {issue_clause(when)}" if when else "is to be issued on a day not known yet"
            case What.ISSUED:
                return f"was issued {issue_clause(when)}" if when else "was issued, on a day that is not known"
            case What.OUT:
                return f"was out on {format_date(self.holds_from)}"
            case What.CLOSES:
                return f"closes on {closing_words(when.last)}" if when else "has no closing day yet"
            case What.ENDED:
                return f"was open until {format_date(when.last)}" if when else "is closed, since a day not known"
            case What.DROPPED:
                return "will not be issued"
