"""What happens to the actions of meetings, and how each event is put into the tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.events import Stamp, event_type
from codeclerk.kernel.lens import Classification
from codeclerk.meetings.events.meetings import MeetingEvent
from codeclerk.meetings.models import ActionFact, ActionRecord
from codeclerk.meetings.rules.actions import ActionState


class ActionEvent(MeetingEvent):
    """Base of what happens to one action. One from an item that is not open to everybody has a stream that no log
    tells (`closed_stream`)."""

    action: str
    name: str
    what: str = ""
    owner: str
    owner_name: str
    due: date | None = None
    carried_to: str = ""

    def stands(self, stamp: Stamp, state: ActionState, *, reason: str = "", since: date | None = None) -> None:
        """Write how the action stands from a day on."""
        value: dict[str, Any] = {
            "what": self.what,
            "owner": self.owner,
            "due": self.due,
            "state": state.value,
            "reason": reason,
            "carried_to": self.carried_to,
            "sure": self.sure.value,
            "note": self.note,
        }
        record = ActionRecord.objects.get(key=self.action)
        ActionFact.record_change({"action_id": record.pk}, value, stamp, valid_from=since or stamp.effective)


@event_type
class ActionGiven(ActionEvent):
    """A meeting gave an action."""

    TYPE = "meetings.action_given"

    day: date
    number: int
    item: str = ""
    classification: str = Classification.WHITE.value

    def write(self, stamp: Stamp) -> None:
        ActionRecord.objects.create(
            key=self.action,
            meeting=self.record(stamp),
            number=self.number,
            day=self.day,
            item=self.item,
            classification=self.classification,
            event_id=stamp.event_id,
        )
        self.stands(stamp, ActionState.OPEN, since=self.day)

    def in_words(self) -> str:
        due = f", by {format_date(self.due)}" if self.due else ""
        what = f": {self.what.rstrip('.')}" if self.what else ""
        return f"{self.name} of the {self.named} is for {self.owner_name}{due}{what}."


@event_type
class ActionEnded(ActionEvent):
    """An action was done, or dropped for a reason."""

    TYPE = "meetings.action_ended"
    state: ActionState
    reason: str = ""

    def write(self, stamp: Stamp) -> None:
        self.stands(stamp, self.state, reason=self.reason)

    def in_words(self) -> str:
        why = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"{self.name} of the {self.named} is {self.state.value}{why}."


@event_type
class ActionCarried(ActionEvent):
    """An open action went on to another meeting, or has another due day."""

    TYPE = "meetings.action_carried"
    to: str = ""
    reason: str = ""

    def write(self, stamp: Stamp) -> None:
        self.stands(stamp, ActionState.OPEN, reason=self.reason)

    def in_words(self) -> str:
        due = f" and is due by {format_date(self.due)}" if self.due else ""
        return f"{self.name} of the {self.named} goes on{f' to {self.to}' if self.to else ''}{due}."
