"""What is due, as each folder knows it. Each function takes the values that the folder's queries gave; none reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import partial

from django.urls import reverse

from codeclerk.assessments.queries import Assessment
from codeclerk.committees.rules.inputs import Input
from codeclerk.committees.vocabulary import short_name
from codeclerk.committees.wording import asked_words
from codeclerk.consultations import vocabulary
from codeclerk.consultations.queries import Consultation, Standing
from codeclerk.consultations.rules import is_working_week, issue_clause, week_commencing
from codeclerk.derogations.queries import Derogation
from codeclerk.derogations.queries import Standing as Derogated
from codeclerk.derogations.rules.clauses import clauses
from codeclerk.kernel.calendar import Calendar, Convention, count_days
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.packs import Assessments
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings.queries import Meeting
from codeclerk.meetings.rules.actions import Action
from codeclerk.register.queries.overview import Coming
from codeclerk.register.rules.times import clause
from codeclerk.register.vocabulary import OTHER
from codeclerk.releases.queries import Release, days_of
from codeclerk.site.links import page_of
from codeclerk.site.rules import Due, Teller


def of_timetables(coming: Iterable[Coming], numbers: Mapping[str, str], on: date) -> list[Due]:
    """The events that timetables have running or planned."""
    made = []
    for one in coming:
        row, number = one.row, numbers.get(one.proposal, one.proposal)
        runs = row.when.first < on and not row.when.is_month
        is_range = not row.when.is_day and not row.when.is_month
        what = f"{row.title} {'ends' if runs else 'begins'}" if is_range else row.title
        place = f" ({row.source})" if row.source else ""
        made.append(
            Due(
                day=row.when.last if runs or row.when.is_month else row.when.first,
                what=what,
                why=f"Its timetable says so since {format_date(row.since)}{place}.",
                teller=Teller.TIMETABLE,
                proposal=one.proposal,
                number=number,
                href=proposal_page(number),
                same_as=f"{one.proposal}/{row.key if row.kind == OTHER else row.kind}",
                is_month=row.when.is_month,
                note=f"until {format_date(row.when.last)}" if is_range and not runs else "",
            )
        )
    return made


def of_assessments(every: Iterable[Assessment], numbers: Mapping[str, str], on: date) -> list[Due]:
    """The assessments that are due, and those that are expected after the day on which they were due."""
    made = []
    for one in every:
        if one.deadline is None:
            continue
        name, number = assessment_name(one.kind), numbers.get(one.proposal, one.proposal)
        about = partial(
            Due,
            teller=Teller.ASSESSMENTS,
            proposal=one.proposal,
            number=number,
            href=page_of(f"assessment:{one.key}") or proposal_page(number),
            same_as=f"{one.proposal}/{one.kind.lower()}_returned",
            explanation=(one.deadline.explanation,),
        )
        due, expected = one.deadline.due, one.expected[-1] if one.expected else None
        if due >= on:
            slip = expected is not None and expected > due
            note = f"expected only on {format_date(expected)}" if slip and expected else ""
            why = f"The DCC has {one.target} Working Days from its acceptance.{printed_at(one.sources)}"
            what = f"{name} due from the DCC"
            made.append(about(day=due, what=what, why=why, note=note))
        elif expected is not None and expected >= on:
            why = f"The DCC expects it on this day. It was due on {format_date(due)}.{printed_at(one.sources)}"
            what = f"{name} expected from the DCC, late"
            made.append(about(day=expected, what=what, why=why))
    return made


def assessment_name(kind: str) -> str:
    """The name of a type of assessment by its id; an id that the running pack does not know stays as it is."""
    return next((one.name for one in running_pack().of(Assessments).types if one.id == kind), kind)


def of_consultations(every: Iterable[Consultation], numbers: Mapping[str, str], on: date) -> list[Due]:
    """The consultations that are to close, and those that are to be issued."""
    made = []
    for one in every:
        number = numbers.get(one.proposal, one.proposal)
        about = partial(
            Due,
            teller=Teller.CONSULTATIONS,
            proposal=one.proposal,
            number=number,
            href=page_of(f"consultation:{one.key}") or proposal_page(number),
            same_as=f"{one.proposal}/{one.kind}_consultation",
        )
        if one.standing is Standing.OPEN and one.last_day is not None:
            closes = f"It closes at {vocabulary.closes_at(one.last_day)} on its last day."
            issued = f" It was issued {clause(one.issued)}{_length(one.length)}." if one.issued else ""
            why = f"{closes}{issued}{printed_at(one.sources)}"
            made.append(about(day=one.last_day, what=f"{one.kind_name} closes", why=why))
        elif one.standing is Standing.EXPECTED and one.expected_issue and one.expected_issue.last >= on:
            when = one.expected_issue
            why = f"It is expected to be issued {issue_clause(when)}.{printed_at(one.sources)}"
            what = f"{one.kind_name} is to be issued"
            # A week that a source names is looked for from its first day on, and late only after its last.
            day, note = when.last, ""
            if is_working_week(when):
                day, note = when.first if when.first >= on else when.last, f"some day of the {week_commencing(when)}"
            made.append(about(day=day, what=what, why=why, is_month=when.is_month, note=note))
    return made


def of_inputs(every: Iterable[Input], numbers: Mapping[str, str]) -> list[Due]:
    """What committees were asked, or asked for, and have no answer to by its day; what lies back is late."""
    made = []
    for one in every:
        if not one.waits or one.due is None:
            continue
        number = numbers.get(one.proposal, one.proposal)
        whose = f"What the {short_name(one.body)} {'asked for' if one.kind.is_of_others else 'was asked'}"
        made.append(
            Due(
                day=one.due,
                what=f"{whose}: {asked_words(one)}",
                why=f"An answer is looked for by this day.{printed_at(one.sources)}",
                teller=Teller.COMMITTEES,
                proposal=one.proposal,
                number=number,
                href=reverse("committees:input", args=[one.key]),
            )
        )
    return made


def _length(days: int | None) -> str:
    return f" for {days} Working Days, both ends counted" if days else ""


def of_releases(every: Iterable[Release], on: date) -> list[Due]:
    """Go-lives and cut-offs; those of the next release however far ahead it lies."""
    ahead = [one for one in every if one.looked_for >= on]
    made = []
    for position, one in enumerate(ahead):
        about = partial(Due, teller=Teller.RELEASES, href=page_of(f"release:{one.key}"), always=position == 0)
        name = one.full_name
        if one.cut_off is not None and one.cut_off.due >= on:
            why = (
                "A proposal must be decided by then to be in the release. The lead time is inferred from printed dates."
            )
            explanation = (one.cut_off.explanation,)
            what = f"Cut-off for decisions for the {name}"
            made.append(about(day=one.cut_off.due, what=what, why=why, explanation=explanation))
        day = one.day or one.pattern_day
        if day is not None:
            inferred = "No source gives the day; it is that of the yearly pattern, which is inferred."
            printed = f"The record has it on this day.{printed_at(one.sources)}"
            made.append(about(day=day, what=f"{name} goes live", why=inferred if one.day is None else printed))
    return made


def of_derogations(every: Iterable[Derogation], known: Collection[Release], on: date) -> list[Due]:
    """The ends of derogations that have not ended. The end that a proposal brings is the day before its release."""
    going = [one for one in every if one.standing in (Derogated.IN_FORCE, Derogated.UNCLEAR, Derogated.TO_COME)]
    targets = {one.ending.target for one in going if one.ending is not None and one.ending.target}
    days = days_of(known, targets) if targets else {}
    made = []
    for one in going:
        ending, last, is_month = one.ending, one.last_day, one.is_month
        if last is None and ending is not None and ending.target in days:
            last, is_month = days[ending.target] - timedelta(days=1), False
        if last is None or last < on:
            continue
        made.append(
            Due(
                day=last,
                what=f"Derogation of {one.party_name} from {clauses(one.rules)} ends",
                why=f"It runs {one.end_words}.{printed_at(one.sources)}",
                teller=Teller.DEROGATIONS,
                proposal=ending.proposal if ending else "",
                number=ending.number if ending else "",
                href=page_of(f"derogation:{one.key}"),
                same_as=f"derogation:{one.key}",
                is_month=is_month,
                note="its last day" if not is_month else "",
            )
        )
    return made


def of_meetings(every: Iterable[Meeting], numbers: Mapping[str, str], on: date, calendar: Calendar) -> list[Due]:
    """The meetings to come, the days by which their papers are issued, and those of their provisional agendas."""
    made = []
    for one in every:
        about = partial(Due, teller=Teller.MEETINGS, href=page_of(f"meeting:{one.key}"))
        which = f"the {one.body_name} of {format_date(one.day)}"
        number = f" (meeting {one.number})" if one.number else ""
        usual = f" It meets {one.pattern_words}, which is inferred." if one.pattern_words and one.fits_pattern else ""
        agenda = ", ".join(numbers.get(item.proposal, item.proposal) for item in one.agenda)
        note = f"On its agenda: {agenda}" if agenda else ""
        why = f"The meeting is planned for this day.{usual}{printed_at(one.sources)}"
        made.append(about(day=one.day, what=f"The {one.body_name} meets{number}", why=why, note=note))
        if one.paper_day is not None and one.paper_day >= on:
            before = count_days(one.paper_day, one.day, Convention.EXCLUSIVE, calendar)
            why = f"They are issued {before} Working Days before the meeting, by the rule of the code for this body."
            made.append(about(day=one.paper_day, what=f"Papers for {which}", why=why))
        announced = one.agenda_announced or one.agenda_due
        if announced is not None and announced >= on:
            inferred = "No source names the day; it follows from the usual lead time, which is inferred."
            why = inferred if one.agenda_announced is None else f"A source announces it.{printed_at(one.sources)}"
            made.append(about(day=announced, what=f"Provisional agenda of {which}", why=why))
    return made


def of_actions(every: Iterable[Action], on: date) -> list[Due]:
    """The open actions of meetings that are due."""
    return [action_due(one, one.due) for one in every if one.due is not None and one.due >= on]


def action_due(one: Action, day: date) -> Due:
    """An action that is to be done by a day."""
    page = page_of(f"meeting:{one.at or one.meeting}")
    return Due(
        day=day,
        what=f"{one.name} for {one.owner_name}: {one.what.rstrip('.')}",
        why=f"The {one.body_name} gave it on {format_date(one.given)}.{printed_at([one.source] if one.source else [])}",
        teller=Teller.MEETINGS,
        href=f"{page}#actions" if page else "",
        same_as=f"action:{one.key}",
    )


def proposal_page(number: str) -> str:
    """The page of a proposal."""
    return reverse("register:proposal", args=[number])


def printed_at(sources: Iterable[str]) -> str:
    """Where sources print something, as a sentence; empty for none."""
    places = ", ".join(sources)
    return f" Printed at {places}." if places else ""
