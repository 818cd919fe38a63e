"""What releases tell the legal text: who is approved, and what goes live with which release."""

from __future__ import annotations

from collections.abc import Collection

from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import going_live
from codeclerk.legaltext.going_live import Going
from codeclerk.register import queries as register
from codeclerk.releases import queries
from codeclerk.releases.rules.contents import Release, Standing, standing_of


def going_of(one: Release) -> Going:
    """A release with the proposals that are approved in it, and those that are not decided."""
    approved = [*one.of(Standing.APPROVED), *one.of(Standing.IMPLEMENTED)]
    undecided = tuple(entry.number for entry in one.of(Standing.TARGETED))
    keys = tuple(entry.proposal for entry in approved)
    return Going(one.full_name, one.day or one.pattern_day, keys, undecided)


def provide() -> None:
    """Called when the app is ready."""
    going_live.release_named.provide(_named)
    going_live.not_approved.provide(_not_approved)


def _named(lens: Lens, name: str) -> Going:
    return going_of(queries.release(lens, name))


def _not_approved(lens: Lens, keys: Collection[str]) -> dict[str, str]:
    ready = (Standing.APPROVED, Standing.IMPLEMENTED)
    lines = register.lines_of(lens, keys) if keys else ()
    return {line.number: line.status_name for line in lines if standing_of(line.stage, line.status) not in ready}
