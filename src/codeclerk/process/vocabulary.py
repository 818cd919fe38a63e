"""The process of the running pack, with the pure rules bound to it. Look-ups refuse with the nearest name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from codeclerk.kernel.calendar import Calendar, Deadline
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import (
    Bodies,
    Body,
    Entry,
    Pack,
    PackFile,
    PartyCategories,
    Profile,
    Roles,
    Stages,
    Status,
    find_named,
)
from codeclerk.kernel.publishing import running_pack
from codeclerk.kernel.storage import once
from codeclerk.process import reasons
from codeclerk.process.packs import (
    FILE,
    Actor,
    Clock,
    Condition,
    Counted,
    Entitled,
    ProcessProfile,
    ProcessRules,
    Step,
    VoteRule,
    at_home,
)
from codeclerk.process.rules import clocks, raising, voting
from codeclerk.process.rules.clocks import ClockInForce
from codeclerk.process.rules.steps import Standing
from codeclerk.register import vocabulary as register
from codeclerk.register.packs import Numbering, Paths

EntryT = TypeVar("EntryT", bound=Entry)


class Process(NamedTuple):
    """A profile as `stages.yaml` names it, and as `process.yaml` walks it."""

    profile: Profile
    rules: ProcessProfile

    @property
    def statuses(self) -> Mapping[str, Status]:
        return {one.id: one for one in self.profile.statuses}


def is_known() -> bool:
    """Whether the running pack describes its process."""
    return FILE in running_pack().files


def rules() -> ProcessRules:
    """`process.yaml` of the running pack."""
    return running_pack().of(ProcessRules)


def profiles() -> frozenset[str]:
    """The profiles whose process the running pack describes."""
    return frozenset(one.profile for one in rules().profiles) if is_known() else frozenset()


def processes() -> tuple[Process, ...]:
    """The process of every profile, the newest first."""
    known = {one.id: one for one in running_pack().of(Stages).profiles}
    found = [Process(known[one.profile], one) for one in rules().profiles]
    return tuple(sorted(found, key=lambda one: one.profile.start.date, reverse=True))


def process(text: str) -> Process:
    """The process of the profile that `text` names."""
    found = _named((one.profile for one in processes()), text, "profile")
    return next(one for one in processes() if one.profile.id == found.id)


def beginning(day: date) -> tuple[Process, Step] | None:
    """The process in force on a day, and the step that begins it; None where the pack does not describe that."""
    profile = register.profile_at(day)
    if profile.id not in profiles():
        return None
    of = process(profile.id)
    return next(((of, step) for step in of.rules.steps if not step.from_), None)


def awaited_before_raising(day: date) -> str:
    """What whoever raises a change on a day waits for first, in words: the clocks of the step that begins the process.
    Empty where it has none."""
    found = beginning(day)
    names = [clock(one).name for one in found[1].clocks] if found else []
    return " and ".join(f"{name[:1].lower()}{name[1:]}" for name in names)


def status(of: Process, text: str) -> Status:
    return _named(of.profile.statuses, text, "status")


def step(of: Process, text: str) -> Step:
    return _named(of.rules.steps, text, "step")


def conditions() -> Mapping[str, Condition]:
    return {one.id: one for one in rules().conditions}


def entitled_bodies(profile: str) -> tuple[Entitled, ...]:
    """Who may raise a change under a profile, in the order of the pack; empty where the pack leaves that open."""
    return tuple(one for one in rules().entitled if one.is_under(profile)) if is_known() else ()


def entitled(
    profile: str, whom: str, *, named: str = "", names: Iterable[str] = (), kind: str = "", field: str = "organisation"
) -> Entitled | None:
    """As whom somebody may raise a change under a profile; None where the pack leaves open who may.

    Refuses somebody who may not (process.not_entitled), with those who may. Where the entry says `only`, whoever raises
    the change has to say where that is shown.

    Args:
        profile: the profile of the day, by id.
        whom: what to call them in the refusal.
        named: as whom they say that they raise it, by id, name or alias of an entry, or by the body's; may be empty.
        names: what the organisation is called.
        kind: the kind of the organisation (`people.rules.OrganisationKind`); empty where none raises it.
        field: the field of the form that a refusal belongs to.
    """
    every = entitled_bodies(profile)
    if not every:
        return None
    found = raising.entitled_as(every, named, frozenset(names), kind, _names_of)
    if found is None:
        listed = raising.listed(one.name for one in every)
        of = "among" if not named else f"entitled as “{named}” among"
        raise reasons.NOT_ENTITLED.refuse(whom, of=of, names=listed, field=field)
    return found


def _names_of(of: Entitled) -> tuple[str, ...]:
    """Every text that means somebody who is entitled: those of the entry, and those of the body or role that it is."""
    known = (*running_pack().of(Bodies).bodies, *running_pack().of(Roles).roles)
    who = of.who
    meant = [one for one in known if who is not None and one.key == (who.body or who.role)]
    return (*(text for one in (of, *meant) for _, text in one.labels()), who.key if who is not None else "")


def votes() -> tuple[VoteRule, ...]:
    """How the votes of bodies are counted, in the order of the pack."""
    return rules().votes


def vote_words(of: VoteRule) -> str:
    """How a vote is counted, in sentences."""
    parties = running_pack().of(PartyCategories) if of.groups else None
    named = {one.key: one.plural or one.name for one in (*parties.categories, *parties.groups)} if parties else {}
    return voting.words(of, [named[one] for one in of.groups])


def path_names() -> Mapping[str, str]:
    return {one.id: one.name for one in running_pack().of(Paths).paths}


def flag_name(id: str) -> str:
    return next(one.name for one in running_pack().of(Paths).flags if one.id == id)


def series_name(id: str) -> str:
    return next(one.name for one in running_pack().of(Numbering).series if one.id == id)


def stage_name(id: str) -> str:
    return next(one.name for one in running_pack().of(Stages).stages if one.id == id)


def body(id: str) -> Body:
    return next(one for one in running_pack().of(Bodies).bodies if one.id == id)


def actor_name(actor: Actor, *, short: bool = False) -> str:
    """`Change Sub-Committee`, `Proposer`; short, `CSC`."""
    if actor.body:
        found = body(actor.body)
        return found.abbreviation if short else found.name
    return next(one.name for one in running_pack().of(Roles).roles if one.id == actor.role)


def actor_named(text: str, field: str = "by") -> str:
    """The name of the body or role that `text` names. Refuses one that the pack does not know."""
    pack = running_pack()
    try:
        return find_named((*pack.of(Bodies).bodies, *pack.of(Roles).roles), text, "body or role").name
    except Refused as refused:
        hint = str(refused.first.facts["hint"])
        raise reasons.UNKNOWN.refuse(text, what="body or role", hint=hint, field=field) from None


def sources() -> Mapping[str, str]:
    """Abbreviation -> title of the sources that references name."""
    return {one.id: one.title for one in running_pack().head.sources}


def clock(id: str) -> Clock:
    return next(one for one in rules().clocks if one.id == id)


def clock_named(text: str) -> Clock:
    """The clock that `text` names."""
    return _named(rules().clocks, text, "clock")


def counted(of: Clock, pack: Pack | None = None) -> Counted:
    """The Working Days of a clock with their convention, where in the pack they stand."""
    if of.count is not None:
        return of.count
    held = pack or running_pack()

    def part_of(model: type[PackFile]) -> PackFile | None:
        return held.of(model)

    found = at_home(str(of.home), part_of)
    if found is None:
        raise reasons.NO_HOME.refuse(of.name, found=of.home)
    return found


def clock_in_force(id: str, on: date) -> ClockInForce:
    """The clock as it runs on a day."""
    own = clock(id)
    return clocks.in_force(own, counted(own), on)


def deadline(id: str, trigger: date, calendar: Calendar | None = None) -> Deadline:
    """The last day in time by the clock, for what started it on `trigger`."""
    own = clock(id)
    return clocks.deadline(own, counted(own), trigger, calendar)


@once
def _days_of(id: str) -> Counted:
    return counted(clock(id))


def deadlines_of(standing: Standing, calendar: Calendar | None = None) -> Mapping[str, Deadline]:
    """The deadlines of the clocks whose start stands in the record, by the clock's id."""
    found = {}
    for own in rules().clocks:
        day, by = standing.day_of(own.runs_from), _days_of(own.id)
        if day is not None and day >= max(min(by.working_days.values), min(by.convention.values)):
            found[own.id] = clocks.deadline(own, by, day, calendar)
    return found


def _named(entries: Iterable[EntryT], text: str, what: str) -> EntryT:
    try:
        return find_named(tuple(entries), text, what)
    except Refused as refused:
        hint = str(refused.first.facts["hint"])
        raise reasons.UNKNOWN.refuse(text, what=what, hint=hint) from None
