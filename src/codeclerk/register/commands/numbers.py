"""Acts on the number of a proposal: conversion, split, and the first day on which it had it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Sure
from codeclerk.people.inputs import Line
from codeclerk.register import find, vocabulary
from codeclerk.register.commands.base import Correcting, RegisterAct, check_happened, plan_for
from codeclerk.register.commands.identity import aliases_of, check_text_free, new_number
from codeclerk.register.commands.standing import status_body
from codeclerk.register.events import (
    FirstDayMoved,
    NumberChanged,
    ProposalEvent,
    ProposalRegistered,
    ProposalSplit,
    TimetableEntry,
    TimetableSet,
    TitleSet,
)
from codeclerk.register.find import Subject
from codeclerk.register.inputs import (
    FactInput,
    Pick,
    ShortTitle,
)
from codeclerk.register.models import IssuedNumber, stream
from codeclerk.register.packs import Series
from codeclerk.register.rules import numbers
from codeclerk.register.rules.numbers import Number, check_number, digits_of
from codeclerk.register.rules.timetable import State

NOT_CONVERTIBLE = Reason(
    "register.not_convertible",
    rule="a number whose series converts is converted once",
    problem="{object} is not a number that is converted",
    remedy="Look at its history: it may be converted already.",
    kind=Kind.CONFLICT,
)
BAD_PART = Reason(
    "register.bad_part",
    rule="a part of a split proposal is told apart by one letter from A to Z that no other part has",
    problem="{object} cannot be a part: {why}",
    remedy="Choose another letter.",
)
NOT_ITS_NUMBER = Reason(
    "register.not_its_number",
    rule="on an earlier day a proposal had one of the numbers that were given to it",
    problem="{object} was never a number of {proposal}",
    remedy="Name one of its numbers.",
)
NOT_EARLIER = Reason(
    "register.first_day_not_earlier",
    rule="the first day moves back when an earlier source is found",
    problem="{object} is in the register since {since} already",
    remedy="Choose an earlier day.",
)


@act
class ConvertProposal(Correcting["ConvertProposal.Input"]):
    """Convert a proposal: the prefix of its number changes, the digits stay, and the old number goes on naming it."""

    name = "convert_proposal"
    title = "Convert a proposal"

    class Input(FactInput):
        status: Annotated[
            Pick,
            Field(title="Status after it", description="The first one of the next stage, unless another is chosen."),
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        check_happened("the conversion", context)
        found = find.subject(data.proposal)
        series = vocabulary.series(found.series)
        if series.converts_to is None:
            raise NOT_CONVERTIBLE.refuse(found.number, field="proposal")
        target = vocabulary.series(series.converts_to)
        digits, letter = digits_of(found.key)
        number = Number(digits, letter, target.id, target.format(digits, letter))
        check_text_free(number.text, found.key, "proposal")
        changed = NumberChanged(
            proposal=found.key,
            number=number.text,
            series=target.id,
            former=found.number,
            aliases=aliases_of(number),
            sure=data.sure,
            note=data.note,
        )
        status = status_body(found.key, target.profile, data.status or target.first_status, "", "", data.sure, "")
        renamed = Subject(found.key, number.text, target.id, found.first_day, ())
        return plan_for(renamed, context, changed, status, _converted(found.key, context, data.sure))


def _converted(key: str, context: Context, sure: Sure) -> TimetableSet:
    entry = TimetableEntry(
        event_key="converted",
        kind="converted",
        label=vocabulary.timetable_kind("converted").name,
        first=context.effective,
        last=context.effective,
        state=State.HAPPENED,
        sure=sure,
    )
    return TimetableSet(proposal=key, entries=(entry,))


def part_of(value: object) -> object:
    """`A: Operational Metrics`, as a form sends it, as what the schema takes."""
    if not isinstance(value, str):
        return value
    letter, _, title = value.partition(":")
    return {"letter": letter.strip(), "title": title.strip()}


class PartInput(BaseModel):
    """A part of a split proposal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: Annotated[Line, Field(min_length=1, max_length=1)]
    title: Annotated[Line, Field(max_length=300)] = ""
    short_title: ShortTitle = ""


@act
class SplitProposal(Correcting["SplitProposal.Input"]):
    """Split a proposal into lettered parts. Each goes its own way from then on and shares the history until then.

    Parts that no source names may be left out: they are added by splitting again with another letter. A part without a
    title has that of the whole. Its number is of the series to which the whole would be converted (MP122A from DP122).
    """

    name = "split_proposal"
    title = "Split a proposal"

    class Input(FactInput):
        parts: tuple[Annotated[PartInput, BeforeValidator(part_of)], ...] = Field(
            min_length=1, title="Parts", description="One in each line: the letter, a colon, the title."
        )

    def plan(self, data: Input, context: Context) -> Plan:
        check_happened("the split", context)
        found = find.subject(data.proposal, may_be_split=True)
        digits, own_letter = digits_of(found.key)
        series = vocabulary.series(found.series)
        target = vocabulary.series(series.converts_to) if series.converts_to else series
        if own_letter:
            raise BAD_PART.refuse(found.number, why="it is a part itself", field="proposal")
        letters = [part.letter.upper() for part in data.parts]
        made = [_part_number(target, digits, letter, letters) for letter in letters]
        events = [PlannedEvent(stream(found.key), ProposalSplit(proposal=found.key, parts=tuple(n.text for n in made)))]
        for number, part in zip(made, data.parts, strict=True):
            new_number(number)
            bodies: list[ProposalEvent] = [
                ProposalRegistered(
                    proposal=number.key,
                    number=number.text,
                    series=target.id,
                    aliases=aliases_of(number),
                    sure=data.sure,
                    note=data.note,
                )
            ]
            if part.title:
                bodies.append(TitleSet(proposal=number.key, formal=part.title, short=part.short_title, sure=data.sure))
            events += [PlannedEvent(stream(number.key), body) for body in bodies]
        return Plan(
            events=tuple(events),
            answer={"proposal": made[0].key, "number": made[0].text, "parts": [number.text for number in made]},
        )


def _part_number(series: Series, digits: int, letter: str, letters: list[str]) -> Number:
    text = series.format(digits, letter)
    if not re.fullmatch("[A-Z]", letter):
        raise BAD_PART.refuse(text, why=f"{letter} is no letter from A to Z", field="parts")
    if letters.count(letter) > 1:
        raise BAD_PART.refuse(text, why=f"the letter {letter} is given twice", field="parts")
    return Number(digits, letter, series.id, text)


@act
class MoveFirstDay(RegisterAct["MoveFirstDay.Input"]):
    """Say that the register has had a proposal since an earlier day, because an earlier source was found."""

    name = "move_first_day"
    title = "Move the first day of a proposal back"

    class Input(FactInput):
        number: Annotated[
            Line, Field(title="Number then", max_length=20, description="The number it had then, if another.")
        ] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal, may_be_split=True)
        if context.effective >= found.first_day:
            raise NOT_EARLIER.refuse(found.number, since=format_date(found.first_day), field="effective")
        text = numbers.normal(data.number) or found.number
        if not IssuedNumber.objects.filter(text=text, proposal__key=found.key).exists():
            raise NOT_ITS_NUMBER.refuse(text, proposal=found.number, field="number")
        number = check_number(text, vocabulary.all_series())
        body = FirstDayMoved(
            proposal=found.key, number=number.text, series=number.series, sure=data.sure, note=data.note
        )
        return Plan(events=(PlannedEvent(found.stream, body),), answer={"proposal": found.key, "number": found.number})
