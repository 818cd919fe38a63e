"""Uploads: a file is inspected and put into the vault before the act that registers it names its hash.

Only those who may register documents get this far. A file whose registration never comes is served by nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from codeclerk.kernel import clock, vault
from codeclerk.kernel.acts import NOT_ALLOWED
from codeclerk.kernel.ports import permission
from codeclerk.sources.commands.documents import RegisterDocument
from codeclerk.sources.rules.files import FileFacts, inspect


@dataclass(frozen=True)
class Received:
    """A file that is in the vault now."""

    sha256: str
    facts: FileFacts


def check_may_receive(actor: str) -> None:
    """Refuse whoever may not register documents."""
    act = RegisterDocument
    answer = permission.ask(actor, act.capability, clock.now())
    if not answer.allowed:
        raise NOT_ALLOWED.refuse(
            act.name, actor=actor, because=answer.because, decided_by=answer.rule, capability=act.capability
        )


def receive(content: bytes, *, actor: str, declared: str = "") -> Received:
    """Keep an uploaded file, or refuse it. `declared` is the type it was sent under: it only tells CSV from text."""
    check_may_receive(actor)
    facts = inspect(content, declared)
    return Received(vault.put(content), facts)
