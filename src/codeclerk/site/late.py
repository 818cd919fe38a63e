"""What should have happened, and of which no source says that it did. Each function takes what the folder's queries
gave; none reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from codeclerk.assessments.queries import Assessment
from codeclerk.consultations.queries import Consultation, Standing
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.meetings.queries import Meeting, State
from codeclerk.meetings.rules.actions import Action
from codeclerk.register.queries.overview import Coming
from codeclerk.register.rules.times import clause
from codeclerk.register.vocabulary import OTHER
from codeclerk.site.dues import action_due, assessment_name, printed_at, proposal_page
from codeclerk.site.links import page_of
from codeclerk.site.rules import Due, Teller


def of_timetables(passed: Iterable[Coming], numbers: Mapping[str, str]) -> list[Due]:
    """Events that timetables had planned: promised answers, discussions that go on, votes."""
    made = []
    for one in passed:
        row, number = one.row, numbers.get(one.proposal, one.proposal)
        place = f" ({row.source})" if row.source else ""
        made.append(
            Due(
                day=row.when.last,
                what=row.title,
                why=f"Its timetable has it {clause(row.when)}{place}, and no source says that it happened.",
                teller=Teller.TIMETABLE,
                proposal=one.proposal,
                number=number,
                href=proposal_page(number),
                same_as=f"{one.proposal}/{row.key if row.kind == OTHER else row.kind}",
                is_month=row.when.is_month,
            )
        )
    return made


def of_meetings(every: Iterable[Meeting], on: date) -> list[Due]:
    """Meetings that were planned."""
    return [
        Due(
            day=one.day,
            what=f"The {one.body_name} was to meet{f' (meeting {one.number})' if one.number else ''}",
            why=f"It was planned for this day, and no source says that it was held.{printed_at(one.sources)}",
            teller=Teller.MEETINGS,
            href=page_of(f"meeting:{one.key}"),
        )
        for one in every
        if one.state is State.PLANNED and one.day < on
    ]


def of_actions(every: Iterable[Action], on: date) -> list[Due]:
    """Open actions of meetings of which the day has passed."""
    return [action_due(one, one.due) for one in every if one.due is not None and one.due < on]


def of_consultations(every: Iterable[Consultation], numbers: Mapping[str, str], on: date) -> list[Due]:
    """Consultations that were to be issued."""
    made = []
    for one in every:
        when, number = one.expected_issue, numbers.get(one.proposal, one.proposal)
        if one.standing is Standing.EXPECTED and when is not None and when.last < on:
            made.append(
                Due(
                    day=when.last,
                    what=f"{one.kind_name} was to be issued",
                    why=f"It was to be issued {clause(when)}, and no source says that it was.{printed_at(one.sources)}",
                    teller=Teller.CONSULTATIONS,
                    proposal=one.proposal,
                    number=number,
                    href=page_of(f"consultation:{one.key}"),
                    same_as=f"{one.proposal}/{one.kind}_consultation",
                    is_month=when.is_month,
                )
            )
    return made


def of_assessments(every: Iterable[Assessment], numbers: Mapping[str, str], on: date) -> list[Due]:
    """Assessments of which both the due date and the date that the DCC promised last have passed."""
    made = []
    for one in every:
        promised = one.expected[-1] if one.expected else None
        if one.deadline is None or one.deadline.due >= on or (promised is not None and promised >= on):
            continue
        number = numbers.get(one.proposal, one.proposal)
        told = f" The DCC promised it for {format_date(promised)}." if promised else ""
        made.append(
            Due(
                day=promised or one.deadline.due,
                what=f"{assessment_name(one.kind)} was to come from the DCC",
                why=f"It was due on {format_date(one.deadline.due)}.{told}{printed_at(one.sources)}",
                teller=Teller.ASSESSMENTS,
                proposal=one.proposal,
                number=number,
                href=page_of(f"assessment:{one.key}") or proposal_page(number),
                same_as=f"{one.proposal}/{one.kind.lower()}_returned",
                explanation=(one.deadline.explanation,),
            )
        )
    return made
