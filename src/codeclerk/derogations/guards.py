"""What must hold before something is recorded of a derogation. Each guard refuses with what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

from codeclerk.decisions import vocabulary as deciding
from codeclerk.derogations import find, reasons
from codeclerk.derogations.find import Found
from codeclerk.derogations.rules.clauses import Rule, meet
from codeclerk.derogations.rules.terms import Bounds
from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar import format_date, london_day
from codeclerk.kernel.packs import Body
from codeclerk.register.rules.times import When, clause

DEROGATION = "derogation"
"""The outcome of the pack's `decisions.outcomes` with which a body grants or extends a derogation."""


def may_grant() -> tuple[Body, ...]:
    """The bodies that may grant a derogation, by the pack; empty for a code that knows none."""
    outcome = deciding.outcome_by_id(DEROGATION)
    return tuple(one for one in deciding.deciding() if outcome is not None and outcome.reach(one.id) is not None)


def granting(body: Body) -> Body:
    """The same body, refused where it may not grant a derogation, with those that may."""
    able = may_grant()
    if body not in able:
        named = _or(f"the {one.name}" for one in able)
        hint = f"It is for {named}." if able else "This code knows no derogations."
        raise reasons.NOT_GRANTED_BY.refuse(body.name, hint=hint, field="body")
    return body


def _or(parts: Iterable[str]) -> str:
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} or {every[-1]}" if every else ""


def check_happened(named: str, context: Context) -> None:
    """Refuse what lies ahead."""
    if context.effective > london_day(context.now):
        raise reasons.NOT_YET.refuse(named, when=f"on {format_date(context.effective)}", field="effective")


def check_order(named: str, starts: When, last: Bounds, end_words: str) -> None:
    """Refuse an end before the start."""
    if last.possible is not None and last.possible < starts.first:
        hint = "Correct its first day or its end."
        raise reasons.END_BEFORE_START.refuse(named, end=end_words, start=clause(starts), hint=hint, field="until")


def check_alone(party: str, rules: tuple[Rule, ...], starts: When, last: Bounds) -> None:
    """Refuse a second derogation from the same rule for the same time."""
    for other in find.of_party(party):
        if not any(meet(one.clause, their.clause) for one in rules for their in other.rules):
            continue
        begins, ends = other.granted.starts, other.bounds.certain
        before = last.certain is not None and begins is not None and last.certain < begins.first
        after = ends is not None and starts.first > ends
        if not before and not after:
            raise reasons.OVERLAP.refuse(other.named, other=other.key, field="rules")


def check_not_ended(found: Found) -> None:
    """Refuse one that was ended early."""
    if found.ended is not None:
        raise reasons.OVER.refuse(found.named, end=format_date(found.ended), field="derogation")


def check_extension(found: Found, decided: When, last: Bounds, is_after_end: bool) -> None:
    """Refuse an extension before the grant, one that is no longer, and one after the end that does not say so."""
    granted, before = found.granted.decided, found.bounds
    if granted is not None and decided.last < granted.first:
        raise reasons.BEFORE_GRANT.refuse(
            found.named, granted=clause(granted), decided=clause(decided), field="decided"
        )
    if before.possible is not None and decided.first > before.possible and not is_after_end:
        raise reasons.AFTER_END.refuse(
            found.named, end=format_date(before.possible), decided=clause(decided), field="after_end"
        )
    if last.possible is not None and before.possible is not None and last.possible <= before.possible:
        raise reasons.NOT_LONGER.refuse(found.named, end=format_date(before.possible), field="until")
