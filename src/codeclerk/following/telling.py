"""Whom an event is told to: read from the sealed log in batches, noted, and queued as mail at once or in a digest.

The place that was reached, what was noted and the messages are written in one transaction: after a crash the same batch
is read again, or none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from codeclerk.following import happenings, naming
from codeclerk.following.models import HELD, AddressState, Cursor, FeedToken, FollowRecord, Told
from codeclerk.following.rules import Follow, Happening, HowOften, What, last_digest, matches
from codeclerk.kernel import clock
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.lens import PUBLIC, Classification, Lens
from codeclerk.kernel.models import OutboxMessage, Seal
from codeclerk.kernel.tick import on_tick
from codeclerk.people.models import Person, Term
from codeclerk.people.rules import may_see

BATCH = 200
CURSOR = "news"
FOLLOWING_MAIL = "following_mail"
URGENCY = (HowOften.AT_ONCE, HowOften.DAILY, HowOften.WEEKLY, HowOften.NEVER)


@dataclass(frozen=True)
class Telling:
    """One person to be told of one event: why, and how often at most they want mail."""

    person: str
    follow: str
    happening: Happening
    why: str
    how_often: HowOften


@on_tick("following")
def tell(now: datetime) -> str:
    """Read what was sealed since the last tick, note who is told of it, and queue what is due."""
    forget_the_erased()
    noted = queued = 0
    more = True
    while more:
        with transaction.atomic():
            more, some, messages = _next_batch(now)
        noted, queued = noted + some, queued + messages
    for how_often in (HowOften.DAILY, HowOften.WEEKLY):
        with transaction.atomic():
            _lock()
            queued += _digests(how_often, now)
    return f"{noted} noted, {queued} queued"


def forget_the_erased() -> None:
    """What erased persons followed, and were told, goes. One query where there is none. Their messages went already."""
    tables = (Told, FollowRecord, FeedToken, AddressState)
    own = reduce(or_, (Q(Exists(table._default_manager.filter(person=OuterRef("pk")))) for table in tables))
    erased = list(Person.objects.filter(own, erased_at__isnull=False))
    if not erased:
        return
    with transaction.atomic():
        for table in tables:
            table._default_manager.filter(person__in=erased).delete()


def _lock() -> Cursor:
    Cursor.objects.get_or_create(name=CURSOR)
    return Cursor.objects.select_for_update().get(name=CURSOR)


def _next_batch(now: datetime) -> tuple[bool, int, int]:
    """Whether there may be more, how many persons were noted, and how many messages were queued."""
    cursor = _lock()
    upto = Seal.objects.aggregate(last=Max("position"))["last"] or 0
    if upto <= cursor.position:
        return False, 0, 0
    found = happenings.sealed(cursor.position, upto, BATCH) if _anybody_follows() else []
    more = len(found) == BATCH
    cursor.position = found[-1].position if more else upto
    cursor.save(update_fields=["position"])
    new = happenings.happenings(found) if found else []
    told = tellings([one for one in new if one.is_news])
    return more, len(told), _note(told, now)


def _anybody_follows() -> bool:
    return FollowRecord.objects.filter(ended_at__isnull=True).exists()


# --- who is told ----------------------------------------------------------------


def tellings(new: Collection[Happening]) -> list[Telling]:
    """Who is told of these events, each person once of each. Four queries at most."""
    if not new:
        return []
    by_subject, rules = _candidates(new)
    found: dict[tuple[str, int], list[tuple[Follow, str]]] = defaultdict(list)
    for place, one in enumerate(new):
        subjects = {(what, value) for what in What for value in one.has.get(what.value, ())}
        near = [follow for subject in subjects for follow in by_subject.get(subject, ())]
        for follow in (*near, *rules):
            if (why := matches(follow, one)) is not None:
                found[follow.person, place].append((follow, why))
    every = list(new)
    seen = _may_see({person for person, place in found if every[place].classification is not None})
    made = []
    for (person, place), reasons in found.items():
        one = every[place]
        if one.classification is not None and one.classification not in seen.get(person, frozenset()):
            continue
        reasons.sort(key=lambda pair: (URGENCY.index(pair[0].how_often), pair[0].what is What.RULE))
        why = "; ".join(dict.fromkeys(why for _, why in reasons))[:300]
        made.append(Telling(person, reasons[0][0].key, one, why, reasons[0][0].how_often))
    return made


def _candidates(new: Iterable[Happening]) -> tuple[dict[tuple[What, str], list[Follow]], list[Follow]]:
    """The follows that one of these events may be about: by their one subject, and rules. Two queries."""
    subjects: dict[What, set[str]] = {
        what: {value for one in new for value in one.has.get(what.value, ())} for what in What if what is not What.RULE
    }
    wanted = Q(what=What.RULE.value)
    for what, values in subjects.items():
        wanted |= Q(what=what.value, subject__in=values)
    rows = FollowRecord.objects.filter(wanted, ended_at__isnull=True, person__erased_at__isnull=True)
    by_subject: dict[tuple[What, str], list[Follow]] = defaultdict(list)
    rules: list[Follow] = []
    for follow in naming.follows_of(list(rows.select_related("person").order_by("pk"))):
        if follow.what is What.RULE:
            rules.append(follow)
        else:
            by_subject[follow.what, follow.wanted[follow.what.value][0]].append(follow)
    return by_subject, rules


def _may_see(persons: Collection[str]) -> Mapping[str, frozenset[Classification]]:
    """What these persons may see by their roles of today. One query, or none."""
    if not persons:
        return {}
    lens = Lens(PUBLIC, clock.today(), clock.now())
    rows = Term.objects.as_at(lens).filter(held=True, membership__person__key__in=persons)
    roles: dict[str, set[str]] = defaultdict(set)
    for person, role in rows.values_list("membership__person__key", "membership__role"):
        roles[person].add(role)
    return {person: may_see(roles[person]) for person in persons}


# --- notes and messages -----------------------------------------------------------


def _note(told: Collection[Telling], now: datetime) -> int:
    """Note who is told, with the messages that go at once: one to a person. Returns how many those are."""
    mailed = [one for one in told if one.how_often is not HowOften.NEVER]
    if not mailed:
        return 0
    persons = {one.key: one for one in Person.objects.filter(key__in={one.person for one in mailed})}
    follows = dict(FollowRecord.objects.filter(key__in={one.follow for one in mailed}).values_list("key", "pk"))
    held = _held(persons.values())
    at_once: dict[str, list[Telling]] = defaultdict(list)
    for one in mailed:
        if one.how_often is HowOften.AT_ONCE and one.person not in held:
            at_once[one.person].append(one)
    receipts = _receipts({own[-1].happening.position for own in at_once.values()})
    messages = {
        person: _message(
            person,
            f"following:{person}:{own[0].happening.position}-{own[-1].happening.position}",
            _subject([one.happening for one in own]),
            [one.why for one in own],
            receipts[own[-1].happening.position],
            now,
        )
        for person, own in at_once.items()
    }
    OutboxMessage.objects.bulk_create(messages.values())
    Told.objects.bulk_create(
        Told(
            person=persons[one.person],
            follow_id=follows[one.follow],
            position=one.happening.position,
            why=one.why,
            how_often=HELD if one.person in held else one.how_often.value,
            noted_at=now,
            message=messages[one.person] if one in at_once.get(one.person, ()) else None,
        )
        for one in mailed
    )
    return len(messages)


def _held(persons: Iterable[Person]) -> set[str]:
    """Those of these persons to whose address no mail goes. One query."""
    rows = AddressState.objects.filter(person__in=list(persons)).select_related("person")
    return {row.person.key for row in rows if row.is_held()}


def _receipts(positions: Collection[int]) -> dict[int, UUID]:
    return dict(Seal.objects.filter(position__in=positions).values_list("position", "event__receipt_id"))


def _message(
    person: str, dedupe: str, subject: str, reasons: Iterable[str], receipt: UUID, now: datetime
) -> OutboxMessage:
    """What goes is made when it leaves, of what its reader may see then; the outbox keeps no word of it."""
    return OutboxMessage(
        dedupe=dedupe,
        kind=FOLLOWING_MAIL,
        to=f"person:{person}",
        subject=subject[:300],
        body="",
        because="; ".join(dict.fromkeys(reasons))[:300],
        receipt_id=receipt,
        created_at=now,
        next_attempt_at=now,
    )


def _subject(new: Collection[Happening]) -> str:
    """`MP092 A title: dates and deadlines`, or how many things there are."""
    about = list(dict.fromkeys(one.about for one in new))
    if len(about) == 1:
        kinds = list(dict.fromkeys(one.news.phrase for one in new))
        return f"{about[0][:200]}: {', '.join(kinds)}"
    return f"News of {len(about)} things that you follow"


def _digests(how_often: HowOften, now: datetime) -> int:
    """Queue the digests that are due: one to a person, of what was noted before they were due."""
    due = last_digest(how_often, now)
    waiting = Told.objects.filter(
        how_often=how_often.value, message__isnull=True, noted_at__lt=due, follow__ended_at__isnull=True
    ).exclude(follow__how_often=HowOften.NEVER.value)
    own: dict[str, list[Told]] = defaultdict(list)
    for one in waiting.select_related("person").order_by("position"):
        own[one.person.key].append(one)
    held = _held({one.person for rows in own.values() for one in rows})
    receipts = _receipts({rows[-1].position for rows in own.values()})
    day, made = london_day(due), 0
    for person, rows in own.items():
        if person in held:
            Told.objects.filter(pk__in=[one.pk for one in rows]).update(how_often=HELD)
            continue
        dedupe = f"following:{person}:{how_often.value}:{day.isoformat()}:{rows[-1].position}"
        count = f"{len(rows)} thing{'s' if len(rows) > 1 else ''}"
        subject = f"What you follow, {format_date(day)}: {count}"
        message = _message(person, dedupe, subject, [one.why for one in rows], receipts[rows[-1].position], now)
        message.save()
        Told.objects.filter(pk__in=[one.pk for one in rows]).update(message=message)
        made += 1
    return made
