"""Which steps are open to a proposal, and what each still needs: told from the record, or else to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from codeclerk.kernel.calendar import Deadline, format_date
from codeclerk.kernel.packs import Sourced, Sure
from codeclerk.process.packs import Condition, ProcessProfile, Step


@dataclass(frozen=True)
class Standing:
    """What the record says of a proposal: where it stands, who decides, what is true of it beside.

    `path` is empty while it is not known. `since` is the first day of the status, `held_since` that of the hold,
    and `has_run_out` says that the hold came to the end of its time and nobody has ended it since. `decided` is the day
    of the last decision, where somebody looked for it.
    """

    profile: str
    status: str
    path: str = ""
    flags: frozenset[str] = frozenset()
    is_held: bool = False
    since: date | None = None
    held_since: date | None = None
    has_run_out: bool = False
    decided: date | None = None

    def day_of(self, fact: str | None) -> date | None:
        """The first day of the fact that a clock runs from; None where it does not hold."""
        if fact == "hold":
            return self.held_since if self.is_held or self.has_run_out else None
        return {"status": self.since, "decision": self.decided}.get(fact or "")


@dataclass(frozen=True)
class Answer:
    """What the record says on a condition: whether it is met, and the sentence that tells where that stands."""

    holds: bool
    words: str = ""


Answers = Mapping[tuple[str, str], Answer]
"""By kind and name of what was asked (`Told`)."""


class How(StrEnum):
    """How a need stands. Only what is `unmet` is in the way; `shown` and `given` are up to whoever takes the step."""

    MET = "met"
    UNMET = "unmet"
    SHOWN = "to be shown"
    GIVEN = "to be given"


@dataclass(frozen=True)
class Need:
    """Something that a step needs, and how it stands. `rule` names the paper or the clause.

    `told` is what the record says on it. Without `binds` it is only warned of.
    """

    id: str
    name: str
    meaning: str
    remedy: str
    rule: str
    sure: Sure
    how: How = How.SHOWN
    told: str = ""
    binds: bool = True

    @property
    def is_unmet(self) -> bool:
        """Whether it is in the way."""
        return self.how is How.UNMET and self.binds

    @property
    def words(self) -> str:
        """The meaning, the clause and the remedy in one line."""
        rule = f" ({self.rule})" if self.rule else ""
        return f"{self.meaning.rstrip('.')}{rule}. {self.remedy}"

    @property
    def said(self) -> str:
        """What must be so, by which clause, and what the record says on it; as the end of a sentence."""
        rule = f" ({self.rule})" if self.rule else ""
        return f"{self.meaning.rstrip('.')}{rule}. {self.told}".strip().rstrip(".")


@dataclass(frozen=True)
class OpenStep:
    """A step that can be taken, and what it needs. `is_blocked`: something that the record knows is in the way.

    `deadlines`: of those of its clocks whose start stands in the record.
    """

    step: Step
    needs: tuple[Need, ...]
    deadlines: tuple[Deadline, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return any(need.is_unmet for need in self.needs)


def rule_of(entry: Sourced) -> str:
    """The papers and clauses of an entry, in words."""
    return ", ".join(str(one) for one in entry.reference)


def need_of(condition: Condition) -> Need:
    """A condition as something to be shown."""
    return Need(
        id=condition.id,
        name=condition.name,
        meaning=condition.meaning,
        remedy=condition.remedy,
        rule=rule_of(condition),
        sure=condition.sure,
        binds=condition.binds,
    )


def is_open(step: Step, standing: Standing) -> bool:
    """Whether a step starts from where a proposal stands, whatever it needs.

    A step for another path, for a flag that is not set, or for a proposal on hold that is not, does not.
    """
    was_held = standing.is_held or standing.has_run_out
    if standing.status not in step.from_ or (step.on_hold == "only" and not was_held):
        return False
    if step.flag is not None and step.flag not in standing.flags:
        return False
    return not (step.paths and standing.path and standing.path not in step.paths)


def open_steps(
    profile: ProcessProfile,
    conditions: Mapping[str, Condition],
    standing: Standing,
    path_names: Mapping[str, str] | None = None,
    deadlines: Mapping[str, Deadline] | None = None,
    day: date | None = None,
    told: Answers | None = None,
    wanted: Callable[[Step], bool] | None = None,
) -> tuple[OpenStep, ...]:
    """The steps that start from where a proposal stands, in the order of the process.

    One that the hold stands in the way of is there, blocked, with how to end that.

    Args:
        path_names: names of the paths for the sentences, by id.
        deadlines: of the clocks whose start stands in the record, by id.
        day: the day that is looked at; without one, no deadline is held against it.
        told: what the record says on the conditions. None where nobody has looked: then nothing is held against it.
        wanted: only the steps that it lets through; all without it.
    """
    names, known = path_names or {}, deadlines or {}
    found = []
    for step in profile.steps:
        if not is_open(step, standing) or (wanted is not None and not wanted(step)):
            continue
        needs = [_on_day(_told(conditions[one], told), conditions[one], known, day) for one in step.conditions]
        if step.paths and not standing.path:
            needs.insert(0, _path_unknown(step, names, told is not None))
        if step.on_hold == "not" and standing.is_held:
            needs.insert(0, _on_hold(step))
        due = tuple(known[one] for one in step.clocks if one in known)
        found.append(OpenStep(step, tuple(needs), due))
    return tuple(found)


def _told(condition: Condition, told: Answers | None) -> Need:
    """The condition, as far as the record tells of it: one of the things that would show it is enough."""
    need = need_of(condition)
    if not condition.told or told is None:
        return need
    answers = [told[one.kind, one.name] for one in condition.told if (one.kind, one.name) in told]
    met = next((one for one in answers if one.holds), None)
    if met is not None:
        return replace(need, how=How.MET, told=met.words)
    if any(one.kind == "given" for one in condition.told):
        return replace(need, how=How.GIVEN)
    said = " ".join(one.words for one in answers if one.words)
    if condition.else_shown:
        return replace(need, told=said)
    return replace(need, how=How.UNMET, told=said or "The record does not say so.")


def _on_day(need: Need, condition: Condition, deadlines: Mapping[str, Deadline], day: date | None) -> Need:
    """The need; where it hangs on a clock whose end is known, whether it is met on the day."""
    due = deadlines.get(condition.within or condition.after or "")
    if due is None or day is None:
        return need
    is_over = not due.is_met(day)
    last = f"The last day {'was' if is_over else 'is'} {format_date(due.due)}."
    is_unmet = is_over if condition.within else not is_over
    return replace(need, meaning=f"{need.meaning} {last}", how=How.UNMET if is_unmet else How.MET)


def _path_unknown(step: Step, names: Mapping[str, str], has_looked: bool) -> Need:
    of = " or ".join(names.get(path, path) for path in step.paths)
    return Need(
        id="path",
        name="Path",
        meaning=f"Its path is {of}; the record does not say yet which path it has.",
        remedy="Record the path that was decided.",
        rule=rule_of(step),
        sure=step.sure,
        how=How.UNMET if has_looked else How.SHOWN,
    )


def _on_hold(step: Step) -> Need:
    return Need(
        id="hold",
        name="On hold",
        meaning="It is on hold, and does not move on until that ends.",
        remedy="End the hold first.",
        rule=rule_of(step),
        sure=step.sure,
        how=How.UNMET,
    )
