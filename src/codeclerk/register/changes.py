"""The changes that a proposal's page offers: which act, which fields it asks for, and what stands in its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from codeclerk.kernel.acts import Act
from codeclerk.kernel.packs import PartyCategories
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.middleware import Request
from codeclerk.people.queries import names_as_at, names_of
from codeclerk.register import commands, vocabulary
from codeclerk.register.packs import AffectedThings
from codeclerk.register.queries import ProposalView
from codeclerk.sources.queries.figures import Named, every

Choices = Iterable[tuple[str, str]]


class Lines(forms.CharField):
    """Several values, one in each line."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **given)

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple) else value


class Several(forms.MultipleChoiceField):
    """Several values of a list, as boxes to tick."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **given)

    def clean(self, value: Any) -> Any:
        return tuple(super().clean(value))


@dataclass(frozen=True)
class Change:
    """One form about one proposal.

    `label` is what the link to it says, `effective` the label of the day it asks for; `initial`, `choices` and
    `instead` are made when the form is shown. `group` is the part of the page that offers it, `asks` the fields that an
    address may fill.
    """

    act: type[Act[Any]]
    label: str
    group: str
    effective: str = "From which day"
    lead: str = ""
    initial: Callable[[ProposalView], Mapping[str, Any]] = lambda view: {}
    choices: Callable[[Request, ProposalView], Mapping[str, Choices]] = lambda request, view: {}
    instead: Callable[[Request, ProposalView], Mapping[str, forms.Field]] = lambda request, view: {}
    when: Callable[[ProposalView], bool] = field(default=lambda view: True)
    asks: tuple[str, ...] = ()


# --- what stands in the lists -------------------------------------------------


def organisations_of(request: Request) -> Choices:
    return sorted(names_as_at(request.lens).items(), key=lambda pair: pair[1].casefold())


def people_of(request: Request) -> dict[str, Choices]:
    """The list of people for who may see it; others type the key."""
    named = names_of(request.lens)
    return {"person": sorted(named.items(), key=lambda pair: pair[1].casefold())} if named else {}


def _statuses(request: Request, view: ProposalView) -> dict[str, Choices]:
    profile = vocabulary.profile(view.line.profile)
    statuses = [(one.id, one.name) for one in profile.statuses]
    parts = [(part.id, part.name) for one in profile.statuses for part in one.parts]
    return {
        "status": statuses,
        "part": parts,
        "stage": [(stage.id, stage.name) for stage in vocabulary.stages()],
        "profile": [(one.id, one.name) for one in vocabulary.profiles()],
    }


def _timetable_choices(request: Request, view: ProposalView) -> dict[str, Choices]:
    return {"kind": [(kind.id, kind.name) for kind in vocabulary.timetable_kinds()]}


def _event_choices(request: Request, view: ProposalView) -> dict[str, Choices]:
    return {"key": [(row.key, f"{row.title}, {row.printed}") for row in view.timetable]}


def _link_choices(request: Request, view: ProposalView) -> dict[str, Choices]:
    return {"kind": [(kind.id, kind.name) for kind in vocabulary.links()]}


def _documents(request: Request, view: ProposalView) -> dict[str, Choices]:
    """The documents that the viewer may see, by name."""
    return {"document": [(one.sha256, _called(one)) for one in every(request.lens)]}


def _called(one: Named) -> str:
    return one.name if one.name == one.title else f"{one.name} {one.title}"


def _attached(request: Request, view: ProposalView) -> dict[str, Choices]:
    """What is attached, and the labels under which it is."""
    documents = {one.document: one.name for one in view.documents}
    labels = dict.fromkeys(one.label for one in view.documents if one.label)
    return {"document": list(documents.items()), **({"label": [(one, one) for one in labels]} if labels else {})}


def _impact_fields(request: Request, view: ProposalView) -> dict[str, forms.Field]:
    parties = running_pack().of(PartyCategories)
    systems = running_pack().of(AffectedThings).systems
    known = ", ".join(id for id, _ in vocabulary.documents())
    return {
        "documents": Lines(
            label="Documents",
            required=False,
            help_text=f"One in each line: {known}, or a part such as Section H, Appendix AL, Schedule 11.",
        ),
        "systems": Several(label="Systems", choices=[(one.id, one.name) for one in systems]),
        "party_categories": Several(
            label="Party categories",
            choices=[
                (one.id, one.plural or one.name)
                for one in (*parties.categories, *parties.other_party_types, *vocabulary.addressees())
            ],
        ),
    }


def _objective_fields(request: Request, view: ProposalView) -> dict[str, forms.Field]:
    pairs = [(letter, f"({letter}) {text}") for letter, text in vocabulary.objectives().items()]
    return {"letters": Several(label="Objectives", choices=pairs)}


def _part_fields(request: Request, view: ProposalView) -> dict[str, forms.Field]:
    hint = "One in each line: the letter, a colon, the title. Such as A: Operational Metrics."
    return {"parts": Lines(label="Parts", help_text=hint)}


def _which_fields(request: Request, view: ProposalView) -> dict[str, forms.Field]:
    hint = "One in each line: for a flag its id, for a timetable event its key, for what is affected documents."
    return {"which": Lines(label="Which one", required=False, help_text=hint)}


def _converts(view: ProposalView) -> bool:
    number = view.line.number
    return any(one.converts_to and number.startswith(one.prefix) for one in vocabulary.all_series())


def _own_links(view: ProposalView) -> bool:
    return any(not link.is_inverse for link in view.links)


def _proposer_choices(request: Request) -> dict[str, Choices]:
    organisations = list(organisations_of(request))
    return {"organisation": organisations, "on_behalf_of": organisations, **people_of(request)}


CORRECTION = "For what the record has wrong: the note says why. What happens now is a step of the process."

CHANGES: dict[str, Change] = {
    one.act.name: one
    for one in (
        Change(commands.SetStatus, "Correct the status", "standing", lead=CORRECTION, choices=_statuses),
        Change(
            commands.ConvertProposal,
            "Record a conversion",
            "standing",
            lead=CORRECTION,
            effective="Converted on",
            choices=_statuses,
            when=_converts,
        ),
        Change(
            commands.SplitProposal,
            "Record a split",
            "standing",
            lead=CORRECTION,
            effective="Split on",
            instead=_part_fields,
            when=lambda view: not view.line.whole,
        ),
        Change(
            commands.HoldProposal,
            "Record a hold",
            "standing",
            lead=CORRECTION,
            when=lambda view: not view.line.is_held,
        ),
        Change(
            commands.ResumeProposal,
            "Record the end of the hold",
            "standing",
            lead=CORRECTION,
            effective="Goes on from",
            when=lambda view: view.line.is_held,
        ),
        Change(
            commands.SetPath,
            "Correct the path",
            "standing",
            lead=CORRECTION,
            initial=lambda view: {"path": view.line.path},
            choices=lambda request, view: {"path": [(path.id, path.name) for path in vocabulary.paths()]},
        ),
        Change(
            commands.SetFlag,
            "Correct a flag",
            "standing",
            lead=CORRECTION,
            initial=lambda view: {"on": True},
            choices=lambda request, view: {"flag": [(flag.id, flag.name) for flag in vocabulary.flags()]},
        ),
        Change(
            commands.SetTargetRelease,
            "Set the target release",
            "standing",
            initial=lambda view: {"release": view.line.release},
        ),
        Change(
            commands.Retitle,
            "Change the title",
            "about",
            initial=lambda view: {"title": view.line.title, "short_title": view.line.short_title},
        ),
        Change(
            commands.SetSummary,
            "Write the summary",
            "about",
            initial=lambda view: {"summary": view.line.summary},
        ),
        Change(
            commands.ChangeProposer,
            "Change the Proposer",
            "about",
            initial=lambda view: {
                "person": view.line.proposer_person,
                "organisation": view.line.proposer_organisation,
                "on_behalf_of": view.line.on_behalf_of,
            },
            choices=lambda request, view: _proposer_choices(request),
        ),
        Change(
            commands.AssignLeadAnalyst,
            "Assign the lead analyst",
            "about",
            initial=lambda view: {"person": view.line.lead_analyst},
            choices=lambda request, view: people_of(request),
        ),
        Change(
            commands.SetImpacts,
            "Set what is affected",
            "about",
            initial=lambda view: {
                "documents": "\n".join(view.line.documents),
                "systems": list(view.line.systems),
                "party_categories": list(view.line.party_categories),
            },
            instead=_impact_fields,
            asks=("documents",),
        ),
        Change(commands.TagObjectives, "Tag the objectives of a view", "about", instead=_objective_fields),
        Change(commands.LinkProposals, "Link to another", "about", choices=_link_choices),
        Change(commands.UnlinkProposals, "End a link", "about", choices=_link_choices, when=_own_links),
        Change(
            commands.AttachDocument, "Attach a document", "documents", effective="Attached from", choices=_documents
        ),
        Change(
            commands.DetachDocument,
            "Detach a document",
            "documents",
            effective="No longer attached from",
            choices=_attached,
            when=lambda view: bool(view.documents),
        ),
        Change(commands.AddAlias, "Add an alias", "about"),
        Change(commands.RecordChangeRequest, "Record the DCC Change Request", "about"),
        Change(
            commands.SetWebAddress,
            "Set the web address",
            "about",
            initial=lambda view: {"address": view.web_address},
        ),
        Change(commands.PlanEvent, "Plan an event", "timetable", effective="Planned on", choices=_timetable_choices),
        Change(
            commands.RecordEvent,
            "Record that one happened",
            "timetable",
            effective="Recorded for",
            choices=_timetable_choices,
        ),
        Change(
            commands.ReviseEvent,
            "Move an event",
            "timetable",
            effective="Moved on",
            choices=_event_choices,
            when=lambda view: bool(view.timetable),
        ),
        Change(
            commands.DropEvent,
            "Drop an event",
            "timetable",
            effective="Dropped on",
            choices=_event_choices,
            when=lambda view: bool(view.timetable),
        ),
        Change(
            commands.WithdrawChange,
            "Take back a change",
            "history",
            effective="The day of the change",
            lead="For a change that never was. A wrong value is corrected by recording the right one for the same day.",
            instead=_which_fields,
        ),
    )
}
GROUPS = ("standing", "about", "documents", "timetable", "history")
"""The parts of a proposal's page that offer changes."""
