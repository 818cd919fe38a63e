"""The acts on meetings. Importing this registers them all."""

from codeclerk.meetings.commands import actions, agenda, calendar, meetings, running  # noqa: F401
