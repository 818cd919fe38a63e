"""Acts on the agenda of a meeting: put an item on it, take one off, order them, fill it from what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.commands.base import AtMeeting, ItemOf, MeetingAct, Opened, names_of, opened
from codeclerk.meetings.commands.meetings import agenda_fields
from codeclerk.meetings.events.running import AgendaSaid
from codeclerk.meetings.models import stream
from codeclerk.meetings.queries.due import due_at
from codeclerk.meetings.rules.agenda import Item, ItemKind, check_verb, free_key, held_closer, reordered
from codeclerk.people.inputs import Line
from codeclerk.people.vocabulary import role
from codeclerk.register import find as register
from codeclerk.register.inputs import Pick
from codeclerk.sources.queries.documents import DocumentView, documents_by_hash
from codeclerk.ui.words import plural

NO_DOCUMENT = Reason(
    "meetings.no_document",
    rule="the paper of an item is a registered document that is open to whoever puts it there",
    problem="no document {object} is registered here, or it is not open to you",
    remedy="Check the SHA-256, or register the document first: `register_document`.",
    kind=Kind.NOT_FOUND,
)
HELD_CLOSER = Reason(
    "meetings.paper_held_closer",
    rule="an item is held at least as closely as its paper, so that neither an agenda nor a pack gives it away",
    problem="the paper {object} is {paper}, and the item is {item}",
    remedy="Make the item {paper}, or choose a paper that is {item}.",
    kind=Kind.CONFLICT,
)
NO_TITLE = Reason(
    "meetings.no_title",
    rule="an item is about a proposal, or it has a title",
    problem="{object} has neither",
    remedy="Name the proposal, or give the item a title.",
)
NOTHING_DUE = Reason(
    "meetings.nothing_due",
    rule="an agenda is filled from what is put to the meeting, reviews, steps that wait for its body, and open actions",
    problem="nothing is due at {object} that is not on its agenda",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
MOST = 100


def _kind(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, ItemKind):
        labels = {one.label.lower(): one.value for one in ItemKind}
        typed = value.strip().lower()
        return labels.get(typed, typed.replace(" ", "_"))
    return value


def _mark(value: object) -> object:
    return value.strip().capitalize() if isinstance(value, str) else value


KindOf = Annotated[ItemKind, BeforeValidator(_kind), Field(title="Kind")]
MarkOf = Annotated[
    Classification,
    BeforeValidator(_mark),
    Field(title="Classification", description="How closely the item is held: White, Green, Amber or Red."),
]
HashOf = Annotated[
    str,
    BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value),
    Field(title="Paper", pattern=r"^([0-9a-f]{64})?$", description="A registered document, by its SHA-256."),
]


class AgendaAct(MeetingAct[Any]):
    """Base of the acts on an agenda."""

    capability: ClassVar[str] = "meetings.manage"


@act
class PutItem(AgendaAct):
    """Put an item on the agenda of a meeting, or say anew what it is. What is left empty of a new item is not said."""

    name = "put_item"
    title = "Put an item on the agenda"

    class Input(AtMeeting):
        item: Annotated[
            Line, Field(title="Item", max_length=16, description="Its key, to say an item anew; empty for a new one.")
        ] = ""
        proposal: Annotated[
            Line, Field(title="Proposal", max_length=60, description="Its number, where it has one.")
        ] = ""
        title: Annotated[Line, Field(title="Title", max_length=200)] = ""
        kind: KindOf = ItemKind.PAPER
        number: Annotated[
            int | None, Field(title="Number", ge=1, le=200, description="Where a source prints it; else counted.")
        ] = None
        action: Annotated[Pick, Field(title="The paper is")] = ""
        asks: Annotated[
            tuple[Line, ...],
            Field(title="The body is asked to", max_length=20, description="One in each line, with its verb in front."),
        ] = ()
        presenter: Annotated[Pick, Field(title="Presented by", description="The role. Persons are not named.")] = ""
        classification: MarkOf = Classification.WHITE
        document: HashOf = ""

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context)
        subject = register.subject(data.proposal, "proposal", may_be_split=True) if data.proposal else None
        before = at.item(data.item) if data.item else (at.found.item(subject.key) if subject else None)
        if subject is None and not data.title and not (before and before.proposal):
            raise NO_TITLE.refuse("the item", field="title")
        is_named = subject is not None and data.classification is Classification.WHITE
        key = before.key if before else subject.key if subject and is_named else free_key(at.agenda)
        item = Item(
            key=key,
            proposal=subject.key if subject else before.proposal if before else "",
            kind=data.kind.value,
            title=data.title,
            printed=data.number,
            action=vocabulary.paper_action(data.action).id if data.action else "",
            asks=tuple(check_verb(one, vocabulary.verbs()) for one in data.asks),
            presenter=role(data.presenter, "presenter").id if data.presenter else "",
            classification=data.classification.value,
            document=data.document,
        )
        paper = _paper(at, item)
        agenda = [item if one.key == key else one for one in at.agenda] if before else [*at.agenda, item]
        odd = ["It is said again; what was said of it before is replaced."] if before else []
        if paper is not None and not paper.is_held:
            odd.append(f"The file of {paper.name} is not held here: a pack only names it.")
        return _said(at, data, agenda, (item,), "is on the agenda of", odd)


@act
class TakeOffItem(AgendaAct):
    """Take an item off the agenda of a meeting."""

    name = "take_off_item"
    title = "Take an item off the agenda"

    class Input(AtMeeting):
        item: ItemOf

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context)
        item = at.item(data.item)
        agenda = [one for one in at.agenda if one.key != item.key]
        return _said(at, data, agenda, (item,), "is taken off the agenda of")


@act
class OrderAgenda(AgendaAct):
    """Put the items of an agenda in another order. They are counted anew; items that are not named follow."""

    name = "order_agenda"
    title = "Order the agenda"

    class Input(AtMeeting):
        order: Annotated[tuple[ItemOf, ...], Field(title="Order", min_length=1, max_length=MOST)]

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context)
        agenda = reordered(at.agenda, [at.item(one).key for one in data.order])
        lost = [one for one in at.agenda if one.printed is not None]
        odd = ["Numbers that a source prints are counted anew."] if lost else []
        return _said(at, data, agenda, (), f"The agenda of {at.title} is ordered anew.", odd)


@act
class FillAgenda(AgendaAct):
    """Fill the agenda of a meeting from what is due: what is put to it, reviews that its body was asked for, steps of
    the process that wait for that, and actions that are still open. Without `chosen`, everything that is due."""

    name = "fill_agenda"
    title = "Fill the agenda from what is due"

    class Input(AtMeeting):
        chosen: Annotated[tuple[Line, ...], Field(title="What goes on it", max_length=MOST)] = ()

    def plan(self, data: Input, context: Context) -> Plan:
        at = opened(data.meeting, context)
        meeting = queries.meeting(at.lens, at.found.key)
        due = due_at(at.lens, meeting, at.agenda)
        taken = [one for one in due if not data.chosen or one.key in data.chosen]
        if not taken:
            hint = f"Choose among {', '.join(one.key for one in due)}." if due else "Put items on it one by one."
            raise NOTHING_DUE.refuse(at.title, hint=hint, field="chosen")
        odd = [f"{one.number or one.title}: {one.why}" for one in taken]
        return _said(at, data, [*at.agenda, *(one.item for one in taken)], [one.item for one in taken], "", odd)


def _paper(at: Opened, item: Item) -> DocumentView | None:
    """The paper of an item. Refused: one that is not open to the actor, or is held more closely than the item."""
    if not item.document:
        return None
    paper = documents_by_hash(at.lens, [item.document]).get(item.document)
    if paper is None:
        raise NO_DOCUMENT.refuse(item.document, field="document")
    if held_closer(item.classification, paper.classification.value):
        raise HELD_CLOSER.refuse(
            paper.name, paper=paper.classification.value, item=item.classification, field="classification"
        )
    return paper


def _said(
    at: Opened, data: AtMeeting, agenda: Sequence[Item], changed: Sequence[Item], what: str, odd: Sequence[str] = ()
) -> Plan:
    """The event of a changed agenda. Its words keep silent of items that are not open to everybody."""
    names = names_of(at.lens, agenda) | names_of(at.lens, changed)
    shown = [names.get(one.proposal, ("", ""))[0] or one.title for one in changed if one.is_open]
    closed = len(changed) - len(shown)
    if closed:
        shown.append(plural(closed, "item that is not open to everybody", "items that are not open to everybody"))
    if changed and not what:
        told = f"The agenda of {at.title} is filled from what is due: {', '.join(shown)}."
    else:
        told = f"{', '.join(shown)} {what} {at.title}." if changed else what
    event = AgendaSaid(
        **at.about(data.sure),
        **agenda_fields(agenda, {key: number for key, (number, _) in names.items()}),
        since=at.since,
        told=told[0].upper() + told[1:],
    )
    return Plan((PlannedEvent(stream(at.found.key), event),), answer={"meeting": at.found.key}, warnings=tuple(odd))
