"""The acts on meetings. Importing this registers them all."""

from codeclerk.meetings.commands import meetings  # noqa: F401
