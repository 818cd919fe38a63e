"""Acts that bring a proposal into the register: under a number that it has, or under the next one."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Sure
from codeclerk.people.inputs import Line
from codeclerk.register import find, vocabulary
from codeclerk.register.commands.base import RegisterAct, check_happened, organisation_key, person_key, plan_for
from codeclerk.register.commands.standing import status_body
from codeclerk.register.events import (
    LeadAnalystSet,
    NamedAlias,
    PathSet,
    ProposalEvent,
    ProposalRegistered,
    ProposerSet,
    SummarySet,
    TargetReleaseSet,
    TimetableEntry,
    TimetableSet,
    TitleSet,
)
from codeclerk.register.find import Subject
from codeclerk.register.inputs import (
    BehalfOf,
    FormalTitle,
    NoteOf,
    NumberText,
    OrganisationOf,
    PersonOf,
    Pick,
    ShortTitle,
    SourcedInput,
    Words,
)
from codeclerk.register.models import AliasRecord, Proposal
from codeclerk.register.raising import awaited
from codeclerk.register.rules.numbers import Number, check_number, next_digits, short_forms
from codeclerk.register.rules.times import read_when
from codeclerk.register.rules.timetable import State

NUMBER_TAKEN = Reason(
    "register.number_taken",
    rule="digits are given out once, whatever the prefix, and never again",
    problem="{object} is taken: it is {holder}",
    remedy="Change that proposal, or register this one under another number.",
    kind=Kind.CONFLICT,
)
ALIAS_TAKEN = Reason(
    "register.alias_taken",
    rule="a text names one proposal",
    problem="“{object}” names {holder} already",
    remedy="Withdraw that alias first, if it is wrong.",
    kind=Kind.CONFLICT,
)

NOT_RAISED_HERE = Reason(
    "register.not_raised_here",
    rule="a change is raised by its Proposer, as its process says; the register takes what was raised elsewhere, with "
    "where or why",
    problem="{object}: on {day} the process has {awaited} before a change is raised, and neither a source nor a reason "
    "is given for passing that by",
    remedy="Raise a new change on the page “Raise a change” (`raise_draft`). For one that was raised elsewhere, name "
    "its source, or say in the note where it was raised or why it is recorded here.",
)


def aliases_of(number: Number) -> tuple[NamedAlias, ...]:
    """The short forms that come with a number, without those that are taken."""
    found = short_forms(number, vocabulary.series(number.series))
    texts = [alias.text for alias in found]
    taken = set(
        AliasRecord.objects.filter(text__in=texts, superseded_from__isnull=True, valid_to__isnull=True)
        .exclude(proposal__key=number.key)
        .values_list("text", flat=True)
    )
    return tuple(NamedAlias(text=a.text, kind=a.kind) for a in found if a.text not in taken)


def new_number(number: Number) -> None:
    """Refuse digits that are taken."""
    if Proposal.objects.filter(key=number.key).exists():
        raise NUMBER_TAKEN.refuse(number.text, holder=find.present_number(number.key), field="number")
    check_text_free(number.text, number.key, "number")


def check_text_free(text: str, key: str, field: str) -> None:
    """Refuse a text that names another proposal."""
    holder = find.lookup(text)
    if holder is not None and holder.key != key:
        raise ALIAS_TAKEN.refuse(text, holder=find.present_number(holder.key), field=field)


class Described(SourcedInput):
    """What is said of a new proposal. Anything may be left out; `stage` is for a status that is not known."""

    title: Annotated[Line, Field(title="Title", max_length=300)] = ""
    short_title: ShortTitle = ""
    summary: Annotated[Words, Field(title="What it is about", description="In plain words.")] = ""
    proposer_person: PersonOf = None
    proposer_organisation: OrganisationOf = None
    on_behalf_of: BehalfOf = None
    lead_analyst: Annotated[PersonOf, Field(title="Lead analyst")] = None


def described(key: str, data: Described) -> list[ProposalEvent]:
    """The events that say what was given."""
    about: dict[str, Any] = {"proposal": key, "sure": data.sure}
    bodies: list[ProposalEvent] = []
    if data.title:
        bodies.append(TitleSet(**about, formal=data.title, short=data.short_title))
    proposer = {
        "person": person_key(data.proposer_person, "proposer_person"),
        "organisation": organisation_key(data.proposer_organisation, "proposer_organisation"),
        "on_behalf_of": organisation_key(data.on_behalf_of, "on_behalf_of"),
    }
    if any(proposer.values()):
        bodies.append(ProposerSet(**about, **proposer))
    if data.lead_analyst:
        bodies.append(LeadAnalystSet(**about, person=person_key(data.lead_analyst, "lead_analyst")))
    if data.summary:
        bodies.append(SummarySet(**about, summary=data.summary))
    return bodies


def raised_entry(key: str, text: str, sure: Sure) -> TimetableSet:
    """The first timetable event: the day on which it was raised (A18)."""
    when = read_when(text)
    entry = TimetableEntry(
        event_key="raised",
        kind="raised",
        label=vocabulary.timetable_kind("raised").name,
        first=when.first,
        last=when.last,
        is_month=when.is_month,
        state=State.HAPPENED,
        sure=sure,
    )
    return TimetableSet(proposal=key, entries=(entry,))


@act
class RegisterProposal(RegisterAct["RegisterProposal.Input"]):
    """Put a proposal into the register under a number that it has already. For importers and for what was overlooked.

    `effective` is the first day from which the register has it. Refused: digits in use, a number of no series.
    """

    name = "register_proposal"
    title = "Register a proposal that has a number"

    class Input(Described):
        number: NumberText
        raised: Annotated[Line, Field(title="Raised", max_length=60, description="A day or a month, if known.")] = ""
        profile: Annotated[Pick, Field(title="Version of the process")] = ""
        status: Annotated[Pick, Field(title="Status")] = ""
        stage: Annotated[Pick, Field(title="Stage", description="Only where the status is not known.")] = ""
        path: Annotated[Pick, Field(title="Path")] = ""
        target_release: Annotated[Line, Field(title="Target release", max_length=100)] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        number = check_number(data.number, vocabulary.all_series())
        new_number(number)
        check_happened(f"registering {number.text}", context)
        series = vocabulary.series(number.series)
        registered = ProposalRegistered(
            proposal=number.key,
            number=number.text,
            series=series.id,
            aliases=aliases_of(number),
            sure=data.sure,
            note=data.note,
        )
        bodies: list[ProposalEvent] = [registered, *described(number.key, data)]
        if data.status or data.stage:
            profile = vocabulary.profile(data.profile).id if data.profile else series.profile
            bodies.append(status_body(number.key, profile, data.status, "", data.stage, data.sure, ""))
        if data.path:
            bodies.append(PathSet(proposal=number.key, path=vocabulary.path(data.path).id, sure=data.sure))
        if data.target_release:
            bodies.append(TargetReleaseSet(proposal=number.key, release=data.target_release, sure=data.sure))
        if data.raised:
            bodies.append(raised_entry(number.key, data.raised, data.sure))
        return _plan_new(number, context, bodies)


@act
class RaiseProposal(RegisterAct["RaiseProposal.Input"]):
    """Record a proposal that was raised elsewhere: it gets the next number of the series of its day, and its first
    status.

    A Proposer raises a change with `raise_draft`, which plans this as a part of its own. Where the process has
    something before that, a person who sends this by itself names the source, or says in the note why.
    """

    name = "raise_proposal"
    title = "Record a proposal raised elsewhere"

    class Input(Described):
        title: FormalTitle
        note: Annotated[
            NoteOf,
            Field(
                title="Where it was raised",
                description="The paper, mail or meeting that it comes from, or why it is recorded here.",
            ),
        ] = ""

    def check_sent(self, data: Input, context: Context) -> None:
        before = awaited.ask(context.effective)
        if before and context.actor.startswith("person:") and not (data.note or context.source.document):
            raise NOT_RAISED_HERE.refuse(
                f"“{data.title}”", day=format_date(context.effective), awaited=before, field="note"
            )

    def plan(self, data: Input, context: Context) -> Plan:
        check_happened("raising a proposal", context)
        profile = vocabulary.profile_at(context.effective).id
        series = vocabulary.raising_series(profile)
        digits = next_digits(Proposal.objects.values_list("digits", flat=True))
        number = Number(digits, "", series.id, series.format(digits))
        new_number(number)
        registered = ProposalRegistered(
            proposal=number.key, number=number.text, series=series.id, aliases=aliases_of(number), note=data.note
        )
        bodies = [
            registered,
            *described(number.key, data),
            status_body(number.key, profile, series.first_status, "", "", data.sure, ""),
            raised_entry(number.key, context.effective.isoformat(), data.sure),
        ]
        return _plan_new(number, context, bodies)


def _plan_new(number: Number, context: Context, bodies: list[ProposalEvent]) -> Plan:
    found = Subject(number.key, number.text, number.series, context.effective, ())
    return plan_for(found, context, *bodies)
