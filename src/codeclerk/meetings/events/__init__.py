"""The event types of meetings. Importing this registers them all."""

from codeclerk.meetings.events import actions, meetings, running  # noqa: F401
