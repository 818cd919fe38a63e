"""Acts on engagement: days, bookings, and the helpdesk."""

from codeclerk.engagement.commands.bookings import BookPlace, CancelBooking, RecordAttendance
from codeclerk.engagement.commands.days import AddTopic, CancelEngagement, MoveEngagement, PlanEngagement
from codeclerk.engagement.commands.helpdesk import AnswerRequest, AskHelpdesk, CloseRequest, EraseRequest, SuggestTopic

__all__ = [
    "AddTopic",
    "AnswerRequest",
    "AskHelpdesk",
    "BookPlace",
    "CancelBooking",
    "CancelEngagement",
    "CloseRequest",
    "EraseRequest",
    "MoveEngagement",
    "PlanEngagement",
    "RecordAttendance",
    "SuggestTopic",
]
