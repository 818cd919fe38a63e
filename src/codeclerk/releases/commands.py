"""Acts on releases: register one, move it to another day, say something of it as a whole, withdraw one that never was.

The ad-hoc release of a decision has an act of its own in `ad_hoc.py`. Which proposals are in a release is said by their
target release, in the register.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar import Calendar, DateStyle, format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.parts import vocabulary as parts
from codeclerk.parts.inputs import Budget, Listed
from codeclerk.people.inputs import Line
from codeclerk.register import queries as register
from codeclerk.register.inputs import SourcedInput, Why, Words
from codeclerk.register.models import TargetRelease
from codeclerk.releases import find, vocabulary
from codeclerk.releases.events import ReleaseCostSet, ReleaseMoved, ReleaseNoted, ReleaseRegistered, ReleaseWithdrawn
from codeclerk.releases.find import Found
from codeclerk.releases.models import ReleaseDay, stream
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.costs import ReleaseCost, read_efforts
from codeclerk.releases.rules.names import KEY, match, month_of

TAKEN = Reason(
    "releases.taken",
    rule="a release is registered once, and no two are called the same",
    problem="{object}: {other} is registered already",
    remedy="Move or note that one, or choose another key and name.",
    kind=Kind.CONFLICT,
)
OTHER_MONTH = Reason(
    "releases.day_in_other_month",
    rule="a release is registered under the month of its first day; later moves may leave it",
    problem="{object} cannot be registered for {day}",
    remedy="Correct the key or the day.",
)
GONE_LIVE = Reason(
    "releases.gone_live",
    rule="a release that has gone live is not moved; a day that was wrong is corrected from when it was said",
    problem="{object} went live on {day}",
    remedy="Choose for “From which day” the day on which its day was said, if that was wrong.",
    kind=Kind.CONFLICT,
)
IN_SCOPE = Reason(
    "releases.in_scope",
    rule="a release that proposals are meant for is not withdrawn",
    problem="{count} meant for {object}: {proposals}",
    remedy="Set another target release for them, or none, and withdraw the release then.",
    kind=Kind.CONFLICT,
)


def read_key(value: str) -> str:
    """A key as it is. Raises `ValueError` for what is none."""
    if not KEY.fullmatch(value):
        raise ValueError("write it as 2021-06, or 2021-01-ad-hoc for one of several in a month")
    return value


def _kind(value: object) -> object:
    return value.strip().lower().replace("-", "_") if isinstance(value, str) else value


KeyText = Annotated[Line, Field(title="Key", max_length=30), AfterValidator(read_key)]
Key = Annotated[KeyText, Field(description="Its month, such as 2021-06; for an ad-hoc one 2021-01-ad-hoc.")]
ReleaseName = Annotated[
    Line, Field(title="Name", max_length=60, description="Empty: after its month, such as June 2021.")
]
ReleaseRef = Annotated[
    Line, Field(title="Release", min_length=1, max_length=100, description="Such as June 2021 or 2021-06.")
]
EFFORT_HINT = (
    "One in each line: what it is for, a colon, days. Such as Changing the code: 2, or Project management: at most 5."
)
Data = TypeVar("Data", bound=ActInput)


class ReleaseAct(Act[Data]):
    """Base of every act on releases."""

    capability: ClassVar[str] = "releases.manage"


@act
class RegisterRelease(ReleaseAct["RegisterRelease.Input"]):
    """Put a release into the calendar. A day that is not known may be left out; the pattern's is shown as inferred."""

    name = "register_release"
    title = "Register a release"

    class Input(SourcedInput):
        key: Key
        kind: Annotated[ReleaseKind, BeforeValidator(_kind), Field(title="Kind")] = ReleaseKind.SCHEDULED
        name: ReleaseName = ""
        day: Annotated[date | None, Field(title="Go-live", description="Empty where it is not known.")] = None

    def plan(self, data: Input, context: Context) -> Plan:
        name = data.name or vocabulary.usual_name(data.key, data.kind)
        check_free(data.key, name)
        if data.day is not None:
            check_month(data.key, data.day, "day")
        body = ReleaseRegistered(
            release=data.key, name=name, kind=data.kind, day=data.day, sure=data.sure, note=data.note
        )
        return _plan(body, data.day, _pattern_warnings(data.key, data.kind, data.day))


def check_free(key: str, name: str) -> None:
    """Refuse (releases.taken) a key or a name that another release has. One query."""
    new, forms = Found(key, name, None), vocabulary.forms()
    for one in find.registered():
        if one.key == key or match(name, [one], forms) or match(one.name, [new], forms):
            field = "key" if one.key == key else "name"
            raise TAKEN.refuse(key, other=f"{one.name} ({one.key})", field=field)


def check_month(key: str, day: date, field: str) -> None:
    """Refuse (releases.day_in_other_month) a first day that is not in the month of the key."""
    month = month_of(key)
    if not month.first_day <= day <= month.last_day:
        raise OTHER_MONTH.refuse(key, day=format_date(day), field=field)


@act
class MoveRelease(ReleaseAct["MoveRelease.Input"]):
    """Say that a release goes live on another day, or that its day is not known any more. The earlier days stay.

    Effective is the day on which that was said.
    """

    name = "move_release"
    title = "Move a release"

    class Input(SourcedInput):
        release: ReleaseRef
        day: Annotated[date | None, Field(title="Go-live", description="Empty where it is not known.")] = None
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.release_named(data.release)
        before = _day_before(found.key, context)
        if before is not None and before < context.effective:
            raise GONE_LIVE.refuse(found.name, day=format_date(before), field="effective")
        body = ReleaseMoved(
            release=found.key, name=found.name, day=data.day, reason=data.reason, sure=data.sure, note=data.note
        )
        return _plan(body, data.day, _pattern_warnings(found.key, None, data.day))


@act
class NoteRelease(ReleaseAct["NoteRelease.Input"]):
    """Say something of a release as a whole, and whether it takes no change of systems and devices (DCUSA:964-967)."""

    name = "note_release"
    title = "Note on a release"

    class Input(SourcedInput):
        release: ReleaseRef
        text: Annotated[Words, Field(title="Notes", description="In place of the notes there were.")] = ""
        closed_to_systems: Annotated[bool, Field(title="It takes no change of systems or devices")] = False

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.release_named(data.release)
        body = ReleaseNoted(
            release=found.key,
            name=found.name,
            text=data.text,
            closed_to_systems=data.closed_to_systems,
            sure=data.sure,
            note=data.note,
        )
        return Plan((PlannedEvent(stream(found.key), body),), answer={"release": found.key})


@act
class SetReleaseCost(ReleaseAct["SetReleaseCost.Input"]):
    """Record what a release costs as a whole, in days of the code administrator's effort, and whether that is inside
    its budget (RID:268-280).

    The pack's rate of the act's day makes the pounds. It replaces what was recorded before; empty, nothing is known.
    """

    name = "set_release_cost"
    title = "Set the cost of a release"

    class Input(SourcedInput):
        release: ReleaseRef
        effort: Listed = Field((), title="Days of effort", description=EFFORT_HINT)
        budget: Budget = ""
        text: Annotated[Words, Field(title="In words", description="What else is known of its cost.")] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.release_named(data.release)
        effort = read_efforts(data.effort)
        rate = parts.rate(context.effective)
        budget = parts.budget(data.budget).id if data.budget else ""
        body = ReleaseCostSet(
            release=found.key,
            name=found.name,
            effort=effort,
            budget=budget,
            budget_name=vocabulary.budget_name(budget),
            text=data.text,
            sure=data.sure,
            note=data.note,
        )
        made = ReleaseCost(context.effective, effort, rate.value, rate.sure.value, budget, body.budget_name)
        warnings = () if budget or not effort else (made.words,)
        answer = {"release": found.key, "pounds": made.total_words}
        return Plan((PlannedEvent(stream(found.key), body),), answer=answer, warnings=warnings)


@act
class WithdrawRelease(ReleaseAct["WithdrawRelease.Input"]):
    """Say that a release was registered in error: there never was one, and its key and name are free again.

    One that is not made after all is moved to no day instead.
    """

    name = "withdraw_release"
    title = "Withdraw a release that was registered in error"

    class Input(ActInput):
        release: ReleaseRef
        reason: Why

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.release_named(data.release)
        if numbers := _meant_for(found, context):
            count = f"{len(numbers)} proposal{'s are' if len(numbers) > 1 else ' is'}"
            raise IN_SCOPE.refuse(found.name, count=count, proposals=", ".join(numbers), field="release")
        body = ReleaseWithdrawn(release=found.key, name=found.name, reason=data.reason)
        warning = "Papers that were issued, and what sources say of it, are not changed by withdrawing it."
        return Plan((PlannedEvent(stream(found.key), body),), answer={"release": found.key}, warnings=(warning,))


def _meant_for(found: Found, context: Context) -> list[str]:
    """The numbers of the proposals whose target release names this one on the day or later. Three queries at most."""
    lens, others = Lens(PUBLIC, context.effective, context.now), find.registered()
    rows = TargetRelease.objects.known_at(lens).exclude(release="").exclude(valid_to__lte=lens.valid_at)
    meant = {
        key
        for key, text in rows.values_list("proposal__key", "release")
        if match(text, others, vocabulary.forms()) == found.key
    }
    numbers = register.numbers_at(Lens(PUBLIC, date.max, context.now), meant)
    return sorted(numbers.get(key, key) for key in meant)


def _day_before(key: str, context: Context) -> date | None:
    """The day that the release had on the act's day, as known now."""
    lens = Lens(PUBLIC, context.effective, context.now)
    return ReleaseDay.objects.as_at(lens).filter(release__key=key).values_list("day", flat=True).first()


def _plan(body: ReleaseRegistered | ReleaseMoved, day: date | None, warnings: tuple[str, ...]) -> Plan:
    deadlines = (vocabulary.cut_off(day),) if day is not None else ()
    return Plan(
        events=(PlannedEvent(stream(body.release), body),),
        deadlines=deadlines,
        answer={"release": body.release},
        warnings=warnings,
    )


def _pattern_warnings(key: str, kind: ReleaseKind | None, day: date | None) -> tuple[str, ...]:
    """What does not fit the pattern, or is no Working Day. Nothing of it is refused: releases do move."""
    month = month_of(key)
    pattern = vocabulary.scheduled_day(month.year, month.month)
    said = []
    if kind is ReleaseKind.SCHEDULED and pattern is None:
        said.append(f"No release is scheduled in {month} by the pattern.")
    if kind is ReleaseKind.SCHEDULED and pattern is not None and day is None:
        said.append(f"The pattern gives {format_date(pattern)}, which is shown as inferred.")
    if day is not None and pattern is not None and kind is not ReleaseKind.AD_HOC and day != pattern:
        said.append(f"{format_date(day)} is not by the pattern, which gives {format_date(pattern)}.")
    if day is not None and not Calendar().is_working_day(day):
        said.append(f"{format_date(day, DateStyle.WEEKDAY)} is no Working Day.")
    return tuple(said)
