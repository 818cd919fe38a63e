"""The pack's names of ids that events hold, for sentences. An id that the running pack does not know stays as it is."""

from __future__ import annotations

from codeclerk.register import vocabulary


def status(profile: str, status: str, part: str = "") -> str:
    """`Refinement (DCC Impact Assessment)`; empty for no status."""
    name = vocabulary.status_names().get((profile, status), status)
    within = vocabulary.part_names().get((profile, part), part)
    return f"{name} ({within})" if within else name


def stage(id: str) -> str:
    return vocabulary.stage_names().get(id, id)


def path(id: str) -> str:
    return next((one.name for one in vocabulary.paths() if one.id == id), id)


def flag(id: str) -> str:
    return next((one.name for one in vocabulary.flags() if one.id == id), id)


def link(id: str, inverse: bool = False) -> str:
    found = next((one for one in vocabulary.links() if one.id == id), None)
    return id if found is None else found.inverse if inverse else found.name


def affected(kind: str, id: str) -> str:
    return vocabulary.affected_names().get((kind, id), id)
