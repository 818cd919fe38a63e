"""The guards of a step: each tells everything that is in the way, with its clause and how to meet it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import find_named
from codeclerk.kernel.packs.reasons import suggest
from codeclerk.process import queries as process
from codeclerk.process import vocabulary
from codeclerk.process.packs import Actor, Step
from codeclerk.process.rules.steps import How, Need, OpenStep
from codeclerk.progression import find, reasons, rules
from codeclerk.progression.events import Shown
from codeclerk.progression.queries import State, state_of
from codeclerk.register.find import Subject

END = "The process has come to its end."
WORDS = {
    "path": "path",
    "release": "release",
    "proposer": "new Proposer",
    "title": "title",
    "parts": "parts",
    "until": "last day",
    "alternative": "other proposal",
    "objectives": "objectives",
    "reason": "reason",
    "answer": "answer",
}


def standing(found: Subject, context: Context, given: Mapping[str, bool] | None = None) -> State:
    """The state of a proposal on the act's day. Refuses one whose status, or whose process, is not known."""
    lens = find.lens_of(context)
    state = state_of(lens, found.key, given)
    if state is None:
        standing = process.standing_of(lens, found.key)
        if standing is not None:
            raise reasons.NO_PROCESS.refuse(found.number, profile=standing.profile, field="proposal")
        day = format_date(context.effective)
        raise reasons.NO_STATUS.refuse(found.number, day=day, field="proposal")
    return state


def in_order(found: Subject, step: Step, context: Context) -> None:
    """Refuse a day before something else changed."""
    later = find.later_change(found.key, context.effective)
    if later is not None:
        facts = {"day": format_date(context.effective), "later": format_date(later)}
        raise reasons.OUT_OF_ORDER.refuse(f"“{step.name}” of {found.number}", **facts, field="effective")


def open_step(found: Subject, state: State, step: Step) -> OpenStep:
    """The step among those that are open. Refuses it with why it is not, and with what is open instead."""
    own = state.open(step.id)
    if own is not None:
        return own
    if not step.from_:
        raise reasons.BEFORE_REGISTER.refuse(found.number, step=step.name, field="step")
    statuses = state.process.statuses
    if state.standing.status not in step.from_:
        why = f"it is taken in {_listed(statuses[one].name for one in step.from_)}"
    elif step.on_hold == "only":
        why = "it is taken while a proposal is on hold, which this one is not"
    elif step.flag is not None:
        why = f"it is for proposals marked {vocabulary.flag_name(step.flag)}"
    else:
        names = vocabulary.path_names()
        why = f"it is for {_listed(names[one] for one in step.paths)}, and its path is {names[state.standing.path]}"
    names_open = [f"“{one.step.name}”" for one in state.steps if not one.is_blocked]
    waiting = "Every step from there waits for something: see what each one needs." if state.steps else END
    instead = f"Open to it now: {', '.join(names_open)}." if names_open else waiting
    held = ", on hold" if state.standing.is_held else ""
    raise reasons.NOT_OPEN.refuse(
        found.number,
        step=step.name,
        status=f"in the status {state.status_name}{held}",
        why=why,
        open=instead,
        field="step",
    )


def taken_by(step: Step, text: str) -> Actor:
    """Which of its actors takes a step. Refuses a text that names none of them, and none where there are several."""
    names = {actor.key: vocabulary.actor_name(actor) for actor in step.by}
    if not text and len(step.by) == 1:
        return step.by[0]
    wanted = text.strip().casefold()
    for actor in step.by:
        short = vocabulary.actor_name(actor, short=True)
        if wanted and wanted in {actor.key, actor.body or actor.role, names[actor.key].casefold(), short.casefold()}:
            return actor
    other = f", not by {text}" if text else ""
    raise reasons.WHO.refuse(step.name, names=_listed(names.values()), other=other, field="by")


def all_given(step: Step, given: Mapping[str, bool]) -> None:
    """Refuse what is missing, and what the step does not take."""
    wrong = [(reasons.NOT_GIVEN, one) for one in rules.missing(step, given)]
    wrong += [(reasons.NOT_TAKEN, one) for one in rules.too_much(step, given)]
    _raise_all([reason.refuse(step.name, what=WORDS[one], field=_FIELD.get(one, one)) for reason, one in wrong])


_FIELD = {"proposer": "organisation"}
"""Where the schema has what is given under another name."""


def answered(step: Step, text: str) -> tuple[str, str]:
    """Id and name of the answer that a text names, empty for a step without. Refuses another one with the nearest."""
    if not step.answers:
        return "", ""
    try:
        found = find_named(step.answers, text, "answer")
    except Refused as refused:
        hint = str(refused.first.facts["hint"])
        raise reasons.NO_ANSWER.refuse(text, step=step.name, hint=hint, field="answer") from None
    return found.id, found.name


def all_met(found: Subject, own: OpenStep, said: Mapping[str, str]) -> tuple[tuple[Shown, ...], tuple[str, ...]]:
    """Where each condition is shown, and what is only warned of. Refuses every condition that is not met or shown.

    Args:
        said: where whoever takes the step says that a condition is shown, by its id.
    """
    to_show = {need.id for need in own.needs if need.how is How.SHOWN}
    for id in said:
        if id not in to_show:
            hint = suggest(id, sorted(to_show)) if to_show else "It has none."
            raise reasons.NOT_A_CONDITION.refuse(id, step=own.step.name, hint=hint, field="shown")
    refused: list[Refused] = []
    shown, warnings = [], []
    for need in own.needs:
        where = said.get(need.id, "") if need.how is How.SHOWN else need.told
        if need.how is How.UNMET or (need.how is How.SHOWN and not where):
            if need.binds:
                refused.append(_unmet(found, need) if need.how is How.UNMET else _not_shown(found, need))
            else:
                warnings.append(f"{need.name}: {need.meaning} {need.told}".strip())
            continue
        if need.how is not How.GIVEN:
            shown.append(Shown(condition=need.id, name=need.name, where=where or need.meaning))
    _raise_all(refused)
    return tuple(shown), tuple(warnings)


def _unmet(found: Subject, need: Need) -> Refused:
    return reasons.UNMET.refuse(
        found.number,
        condition=need.name,
        said=need.said,
        remedy=need.remedy,
    )


def _not_shown(found: Subject, need: Need) -> Refused:
    return reasons.NOT_SHOWN.refuse(
        found.number,
        condition=need.name,
        said=need.said,
        remedy=need.remedy,
        field="shown",
        part=need.id,
    )


def _raise_all(refused: list[Refused]) -> None:
    if refused:
        raise Refused(*(one.first for one in refused))


def _listed(words: Iterable[str]) -> str:
    every = list(dict.fromkeys(words))
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} or {every[-1]}"
