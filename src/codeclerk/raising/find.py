"""What acts need to know of a draft and of those who act on it, as recorded now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from codeclerk.kernel.acts import Context
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people import vocabulary as people
from codeclerk.people.models import Person, Term
from codeclerk.people.permissions import PERSON, holdings
from codeclerk.people.queries import names_as_at, organisation_as_at
from codeclerk.process import vocabulary as process
from codeclerk.process.packs import Entitled
from codeclerk.raising import reasons
from codeclerk.raising.models import DraftComment, DraftForm, DraftGuest, DraftRecord, DraftRound
from codeclerk.raising.rules.states import End, Round

COMMENTS = "raising.comment"
"""The capability of those who comment on drafts."""
ORGANISATION = "organisation:"
SPEAK = ("party_contact", "authority")
"""The roles that speak for an organisation when a change is raised."""


@dataclass(frozen=True)
class Draft:
    """A draft as acts see it. `form` is what is typed, None once deleted; `record` is None while nothing was sent."""

    key: str
    owner: str
    form: DraftForm | None
    record: DraftRecord | None
    rounds: tuple[Round, ...]

    @property
    def end(self) -> End | None:
        return End(self.record.end) if self.record and self.record.end else None

    @property
    def proposal(self) -> str:
        """The key of the proposal that came of it."""
        return self.record.proposal.key if self.record and self.record.proposal else ""


def draft(key: str) -> Draft:
    """A draft by its key, whoever asks. Refuses one that there is not. Four queries at most."""
    form = DraftForm.objects.select_related("person").filter(key=key).first()
    record = DraftRecord.objects.select_related("person", "proposal").filter(key=key).first()
    if form is None and record is None:
        raise reasons.UNKNOWN_DRAFT.refuse(key[:40])
    owner = form.person.key if form else record.person.key if record else ""
    return Draft(key, owner, form, record, rounds_of([record.pk]).get(record.pk, ()) if record else ())


def rounds_of(drafts: Iterable[int]) -> dict[int, tuple[Round, ...]]:
    """The sendings of drafts, by the row of each, oldest first. One query."""
    return in_order(sendings().filter(draft__in=drafts))


def sendings() -> QuerySet[Any]:
    """Every sending of a draft in its order, with the day of the first comments and whether one of them is ready."""
    comments = DraftComment.objects.filter(round=OuterRef("pk"))
    return DraftRound.objects.annotate(
        commented=Subquery(comments.order_by("pk").values("given_on")[:1]),
        is_ready=Exists(comments.filter(is_ready=True)),
    ).order_by("draft", "number")


def in_order(rows: Iterable[Any]) -> dict[int, tuple[Round, ...]]:
    """As `rounds_of`, of `sendings` that were read already."""
    found: dict[int, tuple[Round, ...]] = {}
    for row in rows:
        made = Round(row.number, row.sent_on, row.due, row.explanation, row.commented, row.is_ready)
        found[row.draft_id] = (*found.get(row.draft_id, ()), made)
    return found


def own(context: Context, key: str) -> Draft:
    """A draft of the actor's own. Refuses one that is not open to them as unknown, and a guest as no owner."""
    found = draft(key)
    if context.actor != f"{PERSON}{found.owner}":
        if is_guest(key, context.actor):
            raise reasons.NOT_OWNER.refuse(key)
        raise reasons.UNKNOWN_DRAFT.refuse(key[:40])
    return found


def is_guest(key: str, actor: str) -> bool:
    """Whether somebody was invited to read a draft."""
    return DraftGuest.objects.filter(draft=key, person__key=actor.removeprefix(PERSON)).exists()


def speaks_for(actor: str, at: datetime) -> tuple[str, ...]:
    """The keys of the organisations for which a person may raise a change on the day of an instant. One query."""
    day = london_day(at)
    held = (one for one in holdings(actor, at) if one.role in SPEAK and one.holds_on(day))
    return tuple(dict.fromkeys(one.place.removeprefix(ORGANISATION) for one in held))


def check_speaks(actor: str, organisation: str, context: Context) -> None:
    """Refuse an organisation for which the actor does not speak, with the day on which that ended if it did."""
    speaks = speaks_for(actor, context.now)
    if organisation in speaks:
        return
    day = london_day(context.now)
    past = [one for one in holdings(actor, context.now) if one.place == f"{ORGANISATION}{organisation}"]
    ends = [one.end for one in past if one.role in SPEAK and one.end is not None and one.end <= day]
    ended = f": that ended before {format_date(max(ends))}" if ends else ""
    hint = (
        "Choose an organisation for which you speak, or ask the code administrator to record that you speak for it."
        if speaks
        else "Ask the code administrator to record for which organisation you speak; nothing of the draft is lost."
    )
    names = names_as_at(Lens(PUBLIC, day, context.now), [organisation])
    raise reasons.NOT_SPEAKING.refuse(
        names.get(organisation, organisation), ended=ended, hint=hint, field="organisation"
    )


def entitled(lens: Lens, profile: str, organisation: str) -> Entitled | None:
    """As whom an organisation may raise a change; None where the pack leaves that open. Refuses one that may not."""
    line = organisation_as_at(lens, organisation)
    names = [one for one in (line.name, line.short_name) if one]
    return process.entitled(profile, line.name, names=names, kind=line.kind.value)


def administrators(context: Context) -> tuple[str, ...]:
    """The keys of the persons who comment on drafts on the day. One query."""
    roles = people.grant(COMMENTS, context.effective).roles
    rows = Term.objects.as_at(Lens(PUBLIC, context.effective, context.now)).filter(
        held=True, membership__role__in=roles, membership__person__erased_at__isnull=True
    )
    return tuple(
        dict.fromkeys(rows.order_by("membership__person__key").values_list("membership__person__key", flat=True))
    )


def account_of(email: str) -> Person | None:
    """Who signs in with an address."""
    return Person.objects.filter(account__email=email.lower(), account__is_active=True).first()
