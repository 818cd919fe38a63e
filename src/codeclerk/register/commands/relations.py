"""Acts on what a proposal affects, which objectives a view rests on, and how it stands to others."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from codeclerk.kernel.acts import Context, Plan, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.people.inputs import Line
from codeclerk.register import find, vocabulary
from codeclerk.register.commands.base import FactAct, RegisterAct, plan_for
from codeclerk.register.events import AffectedSet, LinkSet, ObjectivesTagged
from codeclerk.register.find import Subject
from codeclerk.register.inputs import FactInput, Pick
from codeclerk.register.models import LinkFact

NOTHING_GIVEN = Reason(
    "register.nothing_given",
    rule="what is affected is recorded as a whole list of one kind; an empty list says that nothing is",
    problem="nothing was said of what {object} affects",
    remedy="Give documents, systems or party categories.",
)
TO_ITSELF = Reason(
    "register.link_to_itself",
    rule="a link leads to another proposal, or to something outside the code",
    problem="{object} cannot be linked to {target}",
    remedy="{hint}",
)
NO_LINK = Reason(
    "register.no_link",
    rule="a link that holds can be ended",
    problem="{object} has no such link to {target}",
    remedy="Look at its links on its page.",
    kind=Kind.NOT_FOUND,
)

Listed = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=100)], ...], Field(max_length=100)]


@act
class SetImpacts(RegisterAct["SetImpacts.Input"]):
    """Say which documents, systems or party categories a proposal affects from a day on.

    Each list is whole: what it leaves out is not affected. A kind that is not given stays as it was.
    """

    name = "set_impacts"
    title = "Set what is affected"

    class Input(FactInput):
        documents: Listed | None = Field(None, title="Documents")
        systems: Listed | None = Field(None, title="Systems")
        party_categories: Listed | None = Field(None, title="Party categories")

    def plan(self, data: Input, context: Context) -> Plan:
        found = find.subject(data.proposal)
        lists = {
            "documents": (data.documents, vocabulary.document),
            "systems": (data.systems, vocabulary.system),
            "party_categories": (data.party_categories, vocabulary.party),
        }
        bodies = [
            AffectedSet(
                proposal=found.key,
                kind=kind,
                listed=tuple(dict.fromkeys(look_up(text) for text in listed)),
                sure=data.sure,
                note=data.note,
            )
            for kind, (listed, look_up) in lists.items()
            if listed is not None
        ]
        if not bodies:
            raise NOTHING_GIVEN.refuse(found.number)
        return plan_for(found, context, *bodies)


def _view(value: str) -> str:
    return re.sub(r"[^a-z0-9:]+", "_", value.casefold()).strip("_")


@act
class TagObjectives(FactAct["TagObjectives.Input"]):
    """Say on which objectives a view or a decision rests: the Proposer's, the Change Board's, and so on."""

    name = "tag_objectives"
    title = "Tag the objectives of a view"

    class Input(FactInput):
        view: Annotated[
            Line,
            AfterValidator(_view),
            Field(title="Whose view", min_length=1, max_length=100, description="Such as Proposer or Change Board."),
        ]
        letters: Listed = Field((), title="Objectives", description="Their letters.")

    def body(self, found: Subject, data: Input, context: Context) -> ObjectivesTagged:
        letters = "".join(sorted({vocabulary.objective(text) for text in data.letters}))
        return ObjectivesTagged(proposal=found.key, view=data.view, letters=letters, sure=data.sure, note=data.note)


class LinkInput(FactInput):
    """A link: its kind, and either the other proposal or what is outside the code."""

    kind: Annotated[Pick, Field(title="Kind of link", min_length=1)]
    to: Annotated[Line, Field(title="Other proposal", max_length=60)] = ""
    outside: Annotated[
        Line, Field(title="Outside work", max_length=200, description="For a link that leads out of the code.")
    ] = ""


def _target(found: Subject, data: LinkInput) -> tuple[str, str, str]:
    """The kind of link, what it leads to, and how that is called."""
    kind = vocabulary.link(data.kind)
    if kind.external:
        if not data.outside or data.to:
            hint = "Say in words what it depends on, and leave the other proposal out."
            raise TO_ITSELF.refuse(found.number, target=data.to or "nothing", hint=hint, field="outside")
        return kind.id, data.outside, data.outside
    if not data.to or data.outside:
        hint = "Name the other proposal, or choose a kind of link that leads outside."
        raise TO_ITSELF.refuse(found.number, target=data.outside or "nothing", hint=hint, field="to")
    other = find.subject(data.to, "to", may_be_split=True)
    if other.key == found.key:
        raise TO_ITSELF.refuse(found.number, target="itself", hint="Name another proposal.", field="to")
    return kind.id, other.key, other.number


@act
class LinkProposals(FactAct["LinkProposals.Input"]):
    """Say how a proposal stands to another one, or to something outside the code, from a day on."""

    name = "link_proposals"
    title = "Link a proposal"

    class Input(LinkInput):
        pass

    def body(self, found: Subject, data: Input, context: Context) -> LinkSet:
        kind, target, named = _target(found, data)
        return LinkSet(proposal=found.key, kind=kind, target=target, named=named, sure=data.sure, note=data.note)


@act
class UnlinkProposals(FactAct["UnlinkProposals.Input"]):
    """Say that a link no longer holds from a day on."""

    name = "unlink_proposals"
    title = "End a link"

    class Input(LinkInput):
        pass

    def body(self, found: Subject, data: Input, context: Context) -> LinkSet:
        kind, target, named = _target(found, data)
        rows = LinkFact.objects.filter(
            proposal__key=found.key, kind=kind, target=target, superseded_from__isnull=True, holds=True
        )
        if not rows.filter(valid_from__lte=context.effective).exists():
            raise NO_LINK.refuse(found.number, target=named, field="to")
        return LinkSet(
            proposal=found.key, kind=kind, target=target, named=named, holds=False, sure=data.sure, note=data.note
        )
