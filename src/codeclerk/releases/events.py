"""What can happen to releases, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.releases.models import ReleaseDay, ReleaseNotes, ReleaseRecord
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.costs import Effort


class ReleaseEvent(EventBody):
    """Base of what happens to one release."""

    release: str
    name: str
    """What it is called, for the sentence."""
    sure: Sure = Sure.STATED
    note: str = ""

    def row(self) -> ReleaseRecord:
        """The release that goes by this key now: the one that was registered last."""
        return ReleaseRecord.objects.filter(key=self.release).latest("pk")


@event_type
class ReleaseRegistered(ReleaseEvent):
    """There is a release, on this day if it is known."""

    TYPE = "releases.registered"

    kind: ReleaseKind
    day: date | None = None

    def write(self, stamp: Stamp) -> None:
        row = ReleaseRecord.objects.create(
            key=self.release, name=self.name, kind=self.kind.value, event_id=stamp.event_id
        )
        value = {"day": self.day, "reason": "", "sure": self.sure.value, "note": self.note}
        ReleaseDay.record_change({"release_id": row.pk}, value, stamp)

    def in_words(self) -> str:
        day = f"on {format_date(self.day)}" if self.day else "on a day not known yet"
        return f"There is a release {self.name} ({self.kind.label.lower()}), {day}."


@event_type
class ReleaseMoved(ReleaseEvent):
    """A release has another day, or none any more."""

    TYPE = "releases.moved"

    day: date | None
    reason: str

    def write(self, stamp: Stamp) -> None:
        value = {"day": self.day, "reason": self.reason, "sure": self.sure.value, "note": self.note}
        ReleaseDay.record_change({"release_id": self.row().pk}, value, stamp)

    def in_words(self) -> str:
        to = f"to {format_date(self.day)}" if self.day else "to a day not known yet"
        return f"{self.name} moves {to}: {self.reason.rstrip('.')}."


@event_type
class ReleaseNoted(ReleaseEvent):
    """This is said of a release as a whole."""

    TYPE = "releases.noted"

    text: str = ""
    closed_to_systems: bool = False

    def write(self, stamp: Stamp) -> None:
        value = {
            "text": self.text,
            "closed_to_systems": self.closed_to_systems,
            "effort": "",
            "budget": "",
            "sure": self.sure.value,
            "note": self.note,
        }
        ReleaseNotes.record_change({"release_id": self.row().pk, "about": ReleaseNotes.NOTES}, value, stamp)

    def in_words(self) -> str:
        closed = f"{self.name} is {'' if self.closed_to_systems else 'not '}closed to changes of systems and devices"
        return f"{closed}. {self.text}".strip() if self.text else f"{closed}."


@event_type
class ReleaseCostSet(ReleaseEvent):
    """This is what a release costs as a whole. Without effort, budget and text nothing is known of it any more."""

    TYPE = "releases.cost_set"

    effort: tuple[Effort, ...] = ()
    budget: str = ""
    budget_name: str = ""
    """For the sentence."""
    text: str = ""

    def write(self, stamp: Stamp) -> None:
        value = {
            "text": self.text,
            "closed_to_systems": False,
            "effort": "\n".join(one.line for one in self.effort),
            "budget": self.budget,
            "sure": self.sure.value,
            "note": self.note,
        }
        ReleaseNotes.record_change({"release_id": self.row().pk, "about": ReleaseNotes.COST}, value, stamp)

    def in_words(self) -> str:
        said = [f"{one.what}, {one.words} of effort" for one in self.effort]
        said += [text for text in (self.budget_name, self.text) if text]
        told = ". ".join(one.rstrip(".") for one in said)
        return f"What {self.name} costs: {told or 'nothing is known of it'}."


@event_type
class ReleaseWithdrawn(ReleaseEvent):
    """A release was registered in error: there never was one."""

    TYPE = "releases.withdrawn"

    reason: str

    def write(self, stamp: Stamp) -> None:
        release = self.row()
        for fact in (ReleaseDay, ReleaseNotes):
            standing = fact.objects.filter(release=release, superseded_from__isnull=True)
            for row in standing.exclude(valid_to=F("valid_from")):
                identity = {name: getattr(row, name) for name in fact.identity}
                fact.record_change(identity, None, stamp, row.valid_from)

    def in_words(self) -> str:
        return f"The release {self.name} was registered in error and is withdrawn: {self.reason.rstrip('.')}."
