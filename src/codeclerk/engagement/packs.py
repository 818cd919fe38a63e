"""The kind of pack file that engagement reads: the helpdesk of the code, and what it can be asked about.

Pure. `apps.py` registers it when the application is ready. A pack without the file names no helpdesk.
"""

from __future__ import annotations

from typing import ClassVar

from codeclerk.kernel.packs import Named, PackFile, Parameter, Sourced, Text, register_kind

FILE = "engagement.yaml"


class Helpdesk(Sourced):
    """Whom to ask for help. What it publishes of itself; never a person's details."""

    name: Text
    telephone: Parameter[Text] | None = None
    email: Parameter[Text] | None = None


class RequestKind(Named):
    """Something that the helpdesk can be asked about."""


class EngagementRules(PackFile):
    """`engagement.yaml`."""

    vocabulary: ClassVar[tuple[str, ...]] = ("requests",)

    helpdesk: Helpdesk
    requests: tuple[RequestKind, ...]


def register() -> None:
    """Called when the app is ready."""
    register_kind("engagement", EngagementRules)
