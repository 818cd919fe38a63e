"""The rules of the code that a derogation is from, as clauses: reading them, and which one is within which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeclerk.kernel.errors import Reason

NO_CLAUSE = Reason(
    "derogations.no_clause",
    rule="the rule that need not be met is named by its clause, and may be followed by what it is about",
    problem="{object} does not begin with a clause",
    remedy="Write the clause first: H8.3 hours and length of Planned Maintenance.",
)
_RULE = re.compile(r"(?:(?:section|clause|paragraph)\s+)?([A-Z]{0,3}[0-9][0-9A-Za-z.()]*)\s*[:,–-]?\s*(.*)", re.I)


@dataclass(frozen=True)
class Rule:
    """A rule of the code: its clause, such as `H8.3`, and what it is about in a few words."""

    clause: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.clause} ({self.about})" if self.about else self.clause


def read_rule(text: str, field: str = "rules") -> Rule:
    """The rule that a line names: `H8.3 hours of maintenance`, `Section H8.4`. Refused without a clause in front."""
    found = _RULE.fullmatch(" ".join(text.split()))
    if found is None:
        raise NO_CLAUSE.refuse(f"“{text[:80]}”", field=field)
    clause = found[1].rstrip(".")
    return Rule(clause[:1].upper() + clause[1:], found[2])


def covers(whole: str, clause: str) -> bool:
    """Whether a clause is another one, or is within it: `H8` covers `H8.3`, which covers `H8.3(a)` and not `H8.30`."""
    outer, inner = whole.casefold(), clause.casefold()
    return inner == outer or (inner.startswith(outer) and inner[len(outer)] in ".(")


def meet(one: str, other: str) -> bool:
    """Whether two clauses have something in common: one is the other, or is within it."""
    return covers(one, other) or covers(other, one)


def clauses(rules: tuple[Rule, ...]) -> str:
    """`H8.3 and H8.4`, for sentences."""
    names = [rule.clause for rule in rules]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
