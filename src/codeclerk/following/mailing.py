"""The mails of what is followed: made when they leave, of what their reader may see then, with a way to stop them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core import signing
from django.urls import reverse

from codeclerk.following import happenings
from codeclerk.following.models import AddressState, Told
from codeclerk.following.rules import Happening, HowOften
from codeclerk.following.telling import FOLLOWING_MAIL
from codeclerk.kernel import clock, outbox
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.lens import Viewer
from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.outbox import handler
from codeclerk.people import find, mail
from codeclerk.people.middleware import viewer_for
from codeclerk.people.models import Person

SALT = "following.stop"


def address(path: str) -> str:
    """A path of this site as a mail or a feed writes it."""
    return f"{settings.CONFIG.site_url.rstrip('/')}{path}"


def stop_token(person: str, follows: Iterable[str]) -> str:
    """What a link carries that stops the mails of these follows without signing in. It holds no secret but its
    signature."""
    return signing.dumps([person, sorted(set(follows))], salt=SALT, compress=True)


def read_stop_token(token: str) -> tuple[str, tuple[str, ...]] | None:
    """The person and the follows that a link names; None for what this site has not made."""
    try:
        person, follows = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return str(person), tuple(str(one) for one in follows)


def may_be_told(viewer: Viewer, happening: Happening) -> bool:
    """Whether a viewer may be told of an event, by what they may see now."""
    return happening.classification is None or happening.classification in viewer.may_see


@handler(FOLLOWING_MAIL)
def send_told(message: OutboxMessage) -> None:
    """Send what a person is told, as far as they still follow it and may see it; nothing where nothing is left."""
    rows = Told.objects.filter(message=message, follow__ended_at__isnull=True, person__erased_at__isnull=True)
    rows = rows.exclude(follow__how_often=HowOften.NEVER.value)
    told = list(rows.select_related("follow", "person").order_by("position"))
    if not told:
        return
    person = told[0].person
    viewer = viewer_for(person.actor, clock.now())
    seen = {one.position: one for one in _happenings(told) if may_be_told(viewer, one)}
    shown = [(seen[one.position], one.why) for one in told if one.position in seen]
    if not shown:
        return
    there = address(reverse("following:stop", args=[stop_token(person.key, [one.follow.key for one in told])]))
    headers = {"List-Unsubscribe": f"<{there}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail.send(message, body_of(shown), headers=headers, more=f"Stop these e-mails at once: {there}\n")


def _happenings(told: Iterable[Told]) -> list[Happening]:
    return happenings.happenings(happenings.at_positions({one.position for one in told}), both_sides=False)


def body_of(shown: Iterable[tuple[Happening, str]]) -> str:
    """The text of a mail: each thing once, with what happened to it and why its reader is told."""
    by_about: dict[tuple[str, str], list[tuple[date, str, str]]] = {}
    for one, why in shown:
        by_about.setdefault((one.about, one.path), []).append((one.day, one.words, why))
    parts = []
    for (about, path), said in by_about.items():
        lines = [f"* {words} ({format_date(day)})" for day, words, _ in said]
        reasons = "; ".join(dict.fromkeys(why for _, _, why in said))
        parts.append("\n".join([about, *dict.fromkeys(lines), address(path), f"Why: {reasons}."]))
    return "\n\n".join(parts)


@mail.takes_mail.provide
def takes_mail(person: Person) -> bool:
    """Whether mail is tried to the person's address: not after it refused too often."""
    state = AddressState.objects.filter(person=person).select_related("person").first()
    return state is None or not state.is_held()


@mail.manage_address.provide
def manage_address() -> str:
    """Where a person sees and changes what they are told."""
    return address(reverse("following:mine"))


def send_test(person: str, unique: str) -> str:
    """Send a test to a person, with whatever else is due. Why it did not leave; empty where it did.

    Refused (people.unknown_person): there is no such person.
    """
    row = find.person(person)
    now = clock.now()
    message = OutboxMessage.objects.create(
        dedupe=f"following:test:{row.key}:{unique}",
        kind=mail.PERSON_MAIL,
        to=row.actor,
        subject="A test of your e-mail",
        body="This is a test. Mail from this site reaches you.",
        because="the operator of this site sent a test to you",
        receipt=row.event.receipt,
        created_at=now,
        next_attempt_at=now,
    )
    outbox.deliver_due(now)
    message.refresh_from_db()
    return message.last_error if message.sent_at is None else ""
