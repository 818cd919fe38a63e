"""What is said of parts on pages, in papers and in answers: the names of ids, and how each figure was computed."""

from __future__ import annotations

from datetime import date

from codeclerk.parts import vocabulary
from codeclerk.parts.rules.contents import (
    Benefit,
    Charging,
    Content,
    Cost,
    Impact,
    Kind,
    Solution,
    Text,
    View,
    WithdrawalReasons,
)
from codeclerk.parts.rules.money import Amount, formula
from codeclerk.parts.rules.parts import Part, Parts, Version
from codeclerk.ui.words import money, number, plural

IMPACTED = {True: "yes", False: "no", None: "in words"}


def part_name(part: Part[Content]) -> str:
    """What a part is called: `The issue`, `Solution 2`, `DCC costs`."""
    rules, which, content = vocabulary.rules(), part.which, part.content
    if isinstance(content, Cost):
        return cost_name(content)
    if isinstance(content, Charging):
        return f"Who pays {'as proposed' if content.is_proposed else 'now'}: {content.case}"
    if isinstance(content, Benefit):
        return f"Benefit: {content.label}"
    match part.kind:
        case Kind.TEXT:
            return vocabulary.name_of(rules.texts, which)
        case Kind.SOLUTION:
            return f"Solution {which}"
        case Kind.IMPACT:
            return f"Impact: {vocabulary.name_of(rules.impact_areas, which)}"
        case Kind.SUPPORT:
            return f"Support: {supporter(which)}"
        case Kind.OBJECTIVE:
            holder, _, letter = which.partition("/")
            return f"Objective ({letter}): {vocabulary.name_of(rules.view_holders, holder)}"
        case Kind.CONSUMER:
            return f"Consumers: {vocabulary.name_of(rules.consumer_areas, which)}"
        case _:
            return "Reasons of the withdrawal"


def version_words(version: Version[Content]) -> str:
    """What a version said, in one text."""
    content = version.content
    match content:
        case Text():
            return content.text or "taken away"
        case Solution():
            said = f"{content.name}: {content.text}" if content.name else content.text
            return f"Given up: {content.reason}" if content.is_superseded else said
        case Impact():
            return _with(IMPACTED[content.impacted] if content.impacted is not None else "", content.text)
        case Cost():
            amount = cost_amount(content, version.since)
            return _with(str(amount) if amount is not None else "", content.text or content.why_zero)
        case Charging():
            return _with(content.payer, content.text)
        case Benefit():
            return _with(benefit_words(content), content.text)
        case View():
            return _with(verdict(content.verdict), content.text)
        case WithdrawalReasons():
            return _with(reasons_words(content), content.text)
    raise TypeError(type(content).__name__)


def _with(first: str, rest: str) -> str:
    return ": ".join(one for one in (first, rest) if one)


def supporter(id: str) -> str:
    """The name of a body, or of a group in the plural."""
    return dict(vocabulary.supporters()).get(id, id)


def verdict(id: str) -> str:
    """The name of a verdict."""
    return vocabulary.name_of(vocabulary.rules().verdicts, id)


def views_in_order(parts: Parts, kind: Kind) -> tuple[Part[View], ...]:
    """The views of a kind: bodies first and the most favourable in front, objectives by letter, areas as the pack has
    them."""
    rules = vocabulary.rules()
    if kind is Kind.OBJECTIVE:
        holders = [one.id for one in rules.view_holders]

        def place(one: Part[View]) -> tuple[str, int]:
            holder, _, letter = one.which.partition("/")
            return letter, holders.index(holder) if holder in holders else len(holders)

        return tuple(sorted(parts.views(kind), key=place))
    if kind is Kind.CONSUMER:
        areas = [one.id for one in rules.consumer_areas]
        return tuple(sorted(parts.views(kind), key=lambda one: areas.index(one.which) if one.which in areas else 99))
    order = {one.id: one.order for one in rules.verdicts}
    return tuple(
        sorted(
            parts.views(kind),
            key=lambda one: (not vocabulary.is_body(one.which), order.get(one.content.verdict, 99), one.which),
        )
    )


def counts(view: View) -> str:
    """`5 in favour, 1 against`; empty where nobody counted."""
    said = ((view.in_favour, "in favour"), (view.against, "against"))
    return ", ".join(f"{count} {words}" for count, words in said if count is not None)


def cost_name(cost: Cost) -> str:
    """`DCC costs, second phase`."""
    kind = vocabulary.name_of(vocabulary.rules().costs, cost.kind)
    return f"{kind}: {cost.label}" if cost.label else kind


def cost_amount(cost: Cost, since: date) -> Amount | None:
    """What a cost comes to; effort at the rate of the day from which it is recorded."""
    return cost.amount(vocabulary.rate(since).value)


def cost_how(cost: Cost, since: date) -> str:
    """How the amount came about, and what else is known of it. The only line of a cost is the amount itself, so that
    its phase alone is told, if the name of the cost has it not."""
    said = []
    if cost.days is not None:
        said.append(f"{plural_days(cost)} of effort at {money(vocabulary.rate(since).value)} a day")
    if len(cost.lines) > 1:
        said.append("; ".join(f"{one.phase}: {one}" for one in cost.lines))
    elif cost.lines and cost.lines[0].phase not in ("", cost.label):
        said.append(cost.lines[0].phase)
    if cost.why_zero:
        said.append(cost.why_zero)
    if cost.years:
        said.append(f"For {' and '.join(cost.years)}")
    if cost.within_days is not None:
        said.append(f"To be done within {plural(cost.within_days, 'day')}")
    if cost.budget:
        said.append(vocabulary.name_of(vocabulary.rules().budget_treatments, cost.budget))
    if cost.activities:
        said.append(f"For: {'; '.join(cost.activities)}")
    if cost.text:
        said.append(cost.text)
    return " ".join(f"{one.rstrip('.')}." for one in said)


def plural_days(cost: Cost) -> str:
    """`2 days`, `0.5 days`."""
    days = cost.days
    assert days is not None
    return f"{number(days.normalize() if days % 1 else int(days))} {'day' if days == 1 else 'days'}"


def benefit_words(benefit: Benefit) -> str:
    """`1,000,000 Communications Hubs x £40 = £40,000,000 at most`."""
    most = " at most" if benefit.is_most else ""
    return f"{formula(benefit.units, benefit.unit, benefit.unit_value)} = {money(benefit.value)}{most}"


def reasons_words(content: WithdrawalReasons) -> str:
    """The reasons of a withdrawal by name."""
    reasons = vocabulary.rules().withdrawal_reasons
    return ", ".join(vocabulary.name_of(reasons, one) for one in content.reasons)
