"""Finding derogations for acts: one by its key, or those of somebody. Pages read `queries`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import count
from typing import Any

from codeclerk.derogations.models import ConditionFact, DerogationRecord, TermFact, rules_of
from codeclerk.derogations.rules.clauses import Rule, clauses
from codeclerk.derogations.rules.terms import (
    IMPLEMENTED,
    Bounds,
    Ending,
    Said,
    What,
    bounds,
    terms,
)
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.models import OrganisationName
from codeclerk.register import find as register
from codeclerk.register.models import StatusFact
from codeclerk.register.rules.numbers import whole_of
from codeclerk.register.rules.times import When
from codeclerk.sources.rules.values import parse_iso

UNKNOWN = Reason(
    "derogations.unknown",
    rule="a derogation is named by its key, such as dcc-h8-3-2019-02",
    problem="{object}: no such derogation",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)


@dataclass(frozen=True)
class Found:
    """A derogation as an act finds it, with everything that is said of it now, in order."""

    key: str
    body: str
    party: str
    rules: tuple[Rule, ...]
    said: tuple[Said, ...]
    conditions: dict[int, tuple[str, str]]
    """Number of each condition -> its text, and how it is shown to be met."""

    @property
    def named(self) -> str:
        return named(self.party, self.rules)

    @property
    def granted(self) -> Said:
        return next(one for one in self.said if one.what is What.GRANTED)

    @property
    def ended(self) -> date | None:
        """Its last day, where it was ended early."""
        return next((one.since for one in reversed(self.said) if one.what is What.ENDED), None)

    @property
    def is_withdrawn(self) -> bool:
        return any(one.what is What.WITHDRAWN for one in self.said)

    @property
    def bounds(self) -> Bounds:
        """Its last day, by all that is known."""
        if self.ended is not None:
            return Bounds(self.ended, self.ended)
        last = terms(self.said)[-1]
        return bounds(last, ending_now(last.ends_with) if last.ends_with else None)


def named(party: str, rules: tuple[Rule, ...]) -> str:
    """How sentences call a derogation."""
    return f"the derogation of {party_name(party)} from {clauses(rules)}"


def party_name(key: str) -> str:
    """What an organisation is called for short, as known now."""
    rows = OrganisationName.objects.filter(organisation__key=key, superseded_from__isnull=True, valid_to__isnull=True)
    found = rows.values_list("short_name", "name").first()
    return (found[0] or found[1]) if found else key


def ending_now(proposal: str) -> Ending:
    """A proposal that ends a derogation, with the day of its implementation as known now."""
    keys = {proposal, whole_of(proposal)} - {""}
    rows = StatusFact.objects.filter(
        proposal__key__in=keys, status=IMPLEMENTED, superseded_from__isnull=True, valid_to__isnull=True
    )
    day = rows.order_by("valid_from").values_list("valid_from", flat=True).first()
    return Ending(proposal, register.present_number(proposal), implemented=day)


def derogation(text: str, field: str = "derogation") -> Found:
    """The derogation with this key. Refused (derogations.unknown) with the nearest, or because it was withdrawn."""
    wanted = text.strip().lower()
    found = _found(DerogationRecord.objects.filter(key=wanted).select_related("party"))
    if not found or found[0].is_withdrawn:
        raise UNKNOWN.refuse(text[:100], suggestion=suggestion(wanted), field=field)
    return found[0]


def of_party(party: str) -> tuple[Found, ...]:
    """The derogations of an organisation, without those that were withdrawn. Three queries."""
    found = _found(DerogationRecord.objects.filter(party__key=party).select_related("party").order_by("key"))
    return tuple(one for one in found if not one.is_withdrawn)


def suggestion(wanted: str, is_there: str = "It was withdrawn. Record the derogation anew.") -> str:
    """What to do about a key that names nothing; `is_there` is said of one that the record has."""
    keys = list(DerogationRecord.objects.order_by("key").values_list("key", flat=True))
    if wanted in keys:
        return is_there
    near = get_close_matches(wanted, keys, n=1)
    return f"Did you mean {near[0]}?" if near else "Look for it in the list of derogations."


def free_key(party: str, rule: Rule, decided: When) -> str:
    """`dcc-h8-3-2019-02`; `-2` and so on where that is taken."""
    clause = "-".join(part for part in rule.clause.lower().replace("(", ".").replace(")", ".").split(".") if part)
    key = f"{party}-{clause}-{decided.last:%Y-%m}"
    taken = set(DerogationRecord.objects.filter(key__startswith=key).values_list("key", flat=True))
    numbered = (key if n == 1 else f"{key}-{n}" for n in count(1))
    return next(one for one in numbered if one not in taken)


def said_of(row: Any, source: str = "") -> Said:
    """A row of what was said, or the fact itself, as a value."""
    return Said(
        what=What(row.what),
        since=row.valid_from,
        starts=_when(row.starts),
        until=_when(row.until),
        ends_with=row.ends_with,
        decided=_when(row.decided),
        decision=row.decision,
        reason=row.reason,
        sure=row.sure,
        note=row.note,
        source=source,
    )


def _when(text: str) -> When | None:
    return parse_iso(text) if text else None


def _found(records: Iterable[DerogationRecord]) -> tuple[Found, ...]:
    rows = list(records)
    said: dict[int, list[Said]] = {}
    facts = TermFact.objects.filter(derogation__in=rows, superseded_from__isnull=True)
    for row in facts.order_by("valid_from", "known_from", "pk"):
        if row.valid_from != row.valid_to:
            said.setdefault(row.derogation_id, []).append(said_of(row))
    conditions: dict[int, dict[int, tuple[str, str]]] = {}
    now = ConditionFact.objects.filter(derogation__in=rows, superseded_from__isnull=True, valid_to__isnull=True)
    for one in now.order_by("number"):
        conditions.setdefault(one.derogation_id, {})[one.number] = (one.text, one.shown_by)
    return tuple(
        Found(
            key=row.key,
            body=row.body,
            party=row.party.key,
            rules=rules_of(row.rules),
            said=tuple(said.get(row.pk, ())),
            conditions=conditions.get(row.pk, {}),
        )
        for row in rows
    )
