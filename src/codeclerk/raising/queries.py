"""Reads of drafts, through a lens. A draft is open to its owner, to guests, and once it is sent to who comments on it.

Drafts are not dated: whatever day the lens looks at, it is the present draft that helps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from codeclerk.kernel import clock
from codeclerk.kernel.lens import Lens
from codeclerk.people.permissions import PERSON
from codeclerk.people.queries import OrganisationLine, names_as_at, organisations_as_at
from codeclerk.raising import find, reasons
from codeclerk.raising.models import DraftComment, DraftForm, DraftGuest, DraftRecord, DraftRound, read_content
from codeclerk.raising.rules.content import Content, changed, filled
from codeclerk.raising.rules.states import End, Round, State, cleared, state_of
from codeclerk.register.models import Number


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `number` is that of the proposal that came of it; `saved` is None where nothing is typed."""

    key: str
    owner: str
    title: str
    organisation: str
    state: State
    rounds: tuple[Round, ...]
    saved: datetime | None
    filled: int
    number: str = ""
    is_mine: bool = False

    @property
    def last(self) -> Round | None:
        """The last sending."""
        return self.rounds[-1] if self.rounds else None


@dataclass(frozen=True)
class Comments:
    """What the code administrator said of one sending."""

    day: date
    is_ready: bool
    by_question: dict[str, str]


@dataclass(frozen=True)
class Sending:
    """One sending of a draft: what it said, what of it was new, and the comments on it."""

    round: Round
    content: Content
    changed: tuple[str, ...] = ()
    comments: tuple[Comments, ...] = ()


@dataclass(frozen=True)
class DraftView:
    """A draft as a viewer may see it. `content` is what is typed now; to who only comments, what was last sent.

    `cleared` says why it may be raised as far as the critical friend goes; empty while it may not.
    """

    line: DraftLine
    content: Content
    version: int
    sendings: tuple[Sending, ...]
    cleared: str
    guests: tuple[str, ...] = ()
    is_owner: bool = False
    is_erased: bool = False

    def said_of(self, question: str) -> tuple[tuple[date, str], ...]:
        """The comments on an answer, on its last commented sending, as (day, text)."""
        for one in reversed(self.sendings):
            if one.comments:
                return tuple(
                    (each.day, each.by_question[question]) for each in one.comments if question in each.by_question
                )
        return ()


def my_drafts(lens: Lens) -> tuple[DraftLine, ...]:
    """The drafts that the viewer owns or was invited to, the last saved first. Seven queries at most."""
    person = lens.viewer.key.removeprefix(PERSON)
    invited = set(DraftGuest.objects.filter(person__key=person).values_list("draft", flat=True))
    forms = DraftForm.objects.filter(person__key=person) | DraftForm.objects.filter(key__in=invited)
    records = DraftRecord.objects.filter(person__key=person) | DraftRecord.objects.filter(key__in=invited)
    found = _lines(lens, forms.select_related("person"), records.select_related("person"), person)
    return tuple(
        sorted(found, key=lambda one: (one.saved is None, -(one.saved.timestamp() if one.saved else 0), one.key))
    )


def to_comment(lens: Lens) -> tuple[DraftLine, ...]:
    """The drafts that were sent and not ended, those without comments first, by the last day for them. Refuses who does
    not comment on drafts. Two queries at most."""
    if not may_comment(lens):
        raise reasons.UNKNOWN_DRAFT.refuse("list")
    open_ones = find.sendings().filter(draft__end="", draft__erased_at__isnull=True)
    sent = list(open_ones.select_related("draft__person"))
    found = _lines(lens, (), {row.draft_id: row.draft for row in sent}.values(), "", sent=sent)
    return tuple(
        sorted(found, key=lambda one: (one.state is State.COMMENTED, one.last.due if one.last else date.max, one.key))
    )


def every(lens: Lens) -> tuple[DraftLine, ...]:
    """Every draft without a word of what it says, for who runs the installation: keys, owners, states and days."""
    forms = DraftForm.objects.select_related("person").order_by("key")
    return _lines(lens, forms, DraftRecord.objects.select_related("person"), "", tells=False)


def may_comment(lens: Lens) -> bool:
    """Whether the viewer comments on drafts for the code administrator."""
    return find.COMMENTS in lens.viewer.holds


def draft(lens: Lens, key: str) -> DraftView:
    """One draft. Refused (raising.unknown_draft) where there is none, or none that is open to the viewer."""
    person = lens.viewer.key.removeprefix(PERSON)
    form = DraftForm.objects.select_related("person").filter(key=key).first()
    record = DraftRecord.objects.select_related("person").filter(key=key).first()
    owner = form.person.key if form else record.person.key if record else ""
    guests = tuple(DraftGuest.objects.filter(draft=key).order_by("person__key").values_list("person__key", flat=True))
    sendings = _sendings(record) if record else ()
    is_owner = owner != "" and lens.viewer.key == f"{PERSON}{owner}"
    comments = may_comment(lens) and bool(sendings)
    if not (is_owner or person in guests or comments):
        raise reasons.UNKNOWN_DRAFT.refuse(key[:40])
    is_erased = record is not None and record.erased_at is not None
    own = form is not None and (is_owner or person in guests)
    content = form.typed if form and own else sendings[-1].content if sendings else Content()
    rounds = tuple(one.round for one in sendings)
    end = End(record.end) if record and record.end else None
    line = DraftLine(
        key=key,
        owner=owner,
        title=content.title,
        organisation=names_as_at(lens, [content.organisation]).get(content.organisation, ""),
        state=state_of(rounds, end, clock.today()),
        rounds=rounds,
        saved=form.saved_at if form and own else None,
        filled=len(filled(content)),
        number=_numbers(lens, [record]).get(key, "") if record else "",
        is_mine=is_owner,
    )
    return DraftView(
        line=line,
        content=content,
        version=form.version if form else 0,
        sendings=sendings,
        cleared=cleared(rounds, clock.today()),
        guests=guests if is_owner else (),
        is_owner=is_owner,
        is_erased=is_erased,
    )


def organisations_of(lens: Lens) -> tuple[OrganisationLine, ...]:
    """The organisations for which the viewer may raise a change today, by name. Four queries at most."""
    keys = find.speaks_for(lens.viewer.key, clock.now()) if lens.viewer.key.startswith(PERSON) else ()
    return tuple(one for one in organisations_as_at(lens) if one.key in keys) if keys else ()


def _sendings(record: DraftRecord) -> tuple[Sending, ...]:
    rows = list(DraftRound.objects.filter(draft=record).order_by("number"))
    said: dict[int, list[Comments]] = {}
    for one in DraftComment.objects.filter(round__in=rows).order_by("pk") if rows else ():
        said.setdefault(one.round_id, []).append(Comments(one.given_on, one.is_ready, one.by_question))
    found: list[Sending] = []
    for row in rows:
        comments = tuple(said.get(row.pk, ()))
        made = Round(
            number=row.number,
            sent=row.sent_on,
            due=row.due,
            explanation=row.explanation,
            commented=comments[0].day if comments else None,
            is_ready=any(one.is_ready for one in comments),
        )
        content = read_content(row.content)
        found.append(Sending(made, content, changed(found[-1].content, content) if found else (), comments))
    return tuple(found)


def _lines(
    lens: Lens,
    forms: Iterable[DraftForm],
    records: Iterable[DraftRecord],
    person: str,
    *,
    tells: bool = True,
    sent: Sequence[DraftRound] | None = None,
) -> tuple[DraftLine, ...]:
    """Lines of drafts; without `tells` not a word of what they say. `sent`: their sendings, where they were read."""
    typed = {one.key: one for one in forms}
    recorded = {one.key: one for one in records}
    rows = list(recorded.values())
    if sent is None:
        sent = list(find.sendings().filter(draft__in=rows)) if rows else []
    rounds = find.in_order(sent)
    numbers = _numbers(lens, rows)
    contents = {key: one.typed for key, one in typed.items()} if tells else {}
    untyped = {one.pk: one.key for one in rows if one.key not in typed} if tells else {}
    contents |= {untyped[row.draft_id]: read_content(row.content) for row in sent if row.draft_id in untyped}
    names = names_as_at(lens) if contents else {}
    day = clock.today()
    found = []
    for key in {**typed, **recorded}:
        form, record = typed.get(key), recorded.get(key)
        own = rounds.get(record.pk, ()) if record else ()
        end = End(record.end) if record and record.end else None
        content = contents.get(key, Content())
        owner = form.person.key if form else record.person.key if record else ""
        found.append(
            DraftLine(
                key=key,
                owner=owner,
                title=content.title,
                organisation=names.get(content.organisation, ""),
                state=state_of(own, end, day),
                rounds=own,
                saved=form.saved_at if form else None,
                filled=len(filled(content)),
                number=numbers.get(key, ""),
                is_mine=owner == person,
            )
        )
    return tuple(found)


def _numbers(lens: Lens, records: Iterable[DraftRecord]) -> dict[str, str]:
    """Key of each draft that was raised -> the number of its proposal."""
    raised = {one.proposal_id: one.key for one in records if one.proposal_id is not None}
    if not raised:
        return {}
    rows = Number.objects.as_at(lens.at(clock.today())).filter(proposal__in=raised).exclude(text="")
    return {raised[row.proposal_id]: row.text for row in rows}
