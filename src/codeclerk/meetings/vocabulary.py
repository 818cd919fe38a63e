"""The rules of the running pack on meetings: bodies, patterns, numbers, references, outcomes, quorums."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from codeclerk.decisions.vocabulary import body_by_id
from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.kernel.packs import Body, InForce, Named, find_named
from codeclerk.kernel.packs.base import normal
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings.packs import ItemOutcome, MeetingRules, PaperAction, Verb
from codeclerk.meetings.rules.meetings import Mode, number_of
from codeclerk.people.models import OrganisationName
from codeclerk.people.vocabulary import bodies, body_names, role_names, roles
from codeclerk.register.references import PaperReference, issue, parse
from codeclerk.register.vocabulary import paper_series, profile_at

__all__ = ["body_by_id", "cited", "is_of", "meeting_number", "mode_label", "that_meet"]

UNKNOWN_OUTCOME = Reason(
    "meetings.unknown_outcome",
    rule="what can come of an item is named in the code pack, by id, name or alias",
    problem="{object}: the code pack knows no such {what}",
    remedy="{hint}",
)
UNKNOWN_OWNER = Reason(
    "meetings.unknown_owner",
    rule="an action is owned by a body, a role or an organisation; persons are not named",
    problem="{object} is no body, no role and no organisation that is known",
    remedy="{hint}",
    kind=Kind.NOT_FOUND,
)
Entry = TypeVar("Entry", bound=Named)


def rules() -> MeetingRules:
    """`meetings.yaml` of the running pack; empty for a code without one."""
    return next(iter(running_pack().every(MeetingRules).values()), MeetingRules())


def outcomes() -> dict[str, ItemOutcome]:
    """What can come of an item, by id, in the order of the pack."""
    return {one.id: one for one in rules().outcomes}


def outcome(text: str, field: str = "outcome") -> ItemOutcome:
    """The outcome that `text` names. Refused (meetings.unknown_outcome) with the nearest."""
    return _find(rules().outcomes, text, "outcome of an item", field)


def paper_action(text: str, field: str = "action") -> PaperAction:
    """What a paper is for, by name. Refused (meetings.unknown_outcome) with the nearest."""
    return _find(rules().paper_actions, text, "action of a paper", field)


def paper_action_name(id: str) -> str:
    """`For Decision`; an id that the running pack does not know stays as it is."""
    return next((one.name for one in rules().paper_actions if one.id == id), id)


def verbs() -> tuple[Verb, ...]:
    return rules().verbs


def quorum_of(body: str, day: date) -> InForce[int] | None:
    """How many members of a body must be there on a day; None where the pack does not know."""
    known = next((one.members for one in rules().quorums if one.body == body), None)
    return known.at(day) if known is not None and day >= min(known.values) else None


def owner(text: str, field: str = "owner") -> tuple[str, str]:
    """The body, role or organisation that `text` names: `body:panel` and its name. Refused (meetings.unknown_owner)."""
    for kind, entries in (("body", bodies()), ("role", roles())):
        try:
            found = find_named(entries, text.removeprefix(f"{kind}:"), kind)
        except Refused:
            continue
        return f"{kind}:{found.id}", found.name
    known = OrganisationName.objects.filter(superseded_from__isnull=True)
    names = dict(known.values_list("organisation__key", "name"))
    wanted = text.removeprefix("organisation:").strip()
    for key, name in names.items():
        if wanted == key or normal(wanted) == normal(name):
            return f"organisation:{key}", name
    near = get_close_matches(wanted, [*names.values(), *(one.name for one in (*bodies(), *roles()))], n=1)
    hint = f"Did you mean {near[0]}?" if near else "Name a body, a role or the key of an organisation."
    raise UNKNOWN_OWNER.refuse(text[:80], hint=hint, field=field)


def owner_name(owner: str, organisations: Mapping[str, str]) -> str:
    """What an owner is called; `organisations` has the names of those, by key."""
    kind, _, id = owner.partition(":")
    known: Mapping[str, str] = {"body": body_names, "role": role_names}.get(kind, lambda: organisations)()
    return known.get(id, id)


def reference_of(body: str, day: date, item: int | None = None) -> str:
    """`SECP_90_1203_18`: the reference of an item of a body's meeting, or of the meeting; empty where the body has no
    series of papers, or the number of the meeting is not known."""
    series = next((one for one in paper_series() if one.body == body), None)
    number = meeting_number(body, day)
    return str(issue(series, number, day, item)) if series is not None and number else ""


def _find(entries: tuple[Entry, ...], text: str, what: str, field: str) -> Entry:
    try:
        return find_named(entries, text, what)
    except Refused as refused:
        raise UNKNOWN_OUTCOME.refuse(text[:80], what=what, hint=refused.first.facts["hint"], field=field) from None


def that_meet() -> tuple[Body, ...]:
    """The bodies that hold meetings: all but functions that papers only name like a body. In the order of the pack."""
    return tuple(body for body in bodies() if body.kind != "function")


def is_of(body: Body, day: date) -> bool:
    """Whether a body belongs to the version of the process that is in force on a day."""
    return not body.profiles or profile_at(day).id in body.profiles


def meeting_number(body: str, day: date) -> int | None:
    """The number of a body's meeting in the month of a day."""
    return number_of(body, day, paper_series())


def cited(text: str) -> tuple[str, PaperReference] | None:
    """The body and the meeting that a text cites as committee papers do (SECP_74_1511, SECP_90_1203_18); None for
    another kind of text. Refused (register.paper_reference): a reference that cannot be right."""
    series = paper_series()
    codes = {one.code.upper(): one.body for one in series}
    code, underscore, _ = text.strip().upper().partition("_")
    if not underscore or code not in codes:
        return None
    return codes[code], parse(text, series)


def mode_label(mode: str) -> str:
    """How a page says the mode of a meeting; empty for none."""
    return next((one.label for one in Mode if one.value == mode), mode)
