"""What can happen to what a person follows, and how each event is put into the tables.

All of it stands in the person's stream, which nobody else is told of. What is followed is private: the log keeps a
salted digest of it, and it goes when the person is erased.
"""

from __future__ import annotations

from typing import ClassVar

from codeclerk.following.models import HELD, AddressState, FeedToken, FollowRecord, Told, address_digest
from codeclerk.following.rules import Hardness, HowOften, News, What
from codeclerk.kernel.events import Stamp, event_type
from codeclerk.kernel.models import OutboxMessage
from codeclerk.people.events import PersonEvent
from codeclerk.people.mail import AddressHeld


@event_type
class Followed(PersonEvent):
    """A person follows something."""

    TYPE = "following.followed"
    PRIVATE: ClassVar[tuple[str, ...]] = ("named", *FollowRecord.PRIVATE)

    follow: str
    how_often: HowOften
    named: str | None = None
    """What is followed, within a sentence, for the preview."""
    what: What | None = None
    subject: str | None = None
    wanted: dict[str, tuple[str, ...]] | None = None
    news: tuple[News, ...] | None = None

    def write(self, stamp: Stamp) -> None:
        if self.what is None or self.wanted is None:
            return  # erased: what was followed is gone
        FollowRecord.objects.create(
            key=self.follow,
            person=self.row(),
            what=self.what.value,
            subject=self.subject or "",
            wanted={aspect: list(values) for aspect, values in self.wanted.items()},
            news=[one.value for one in self.news or ()],
            how_often=self.how_often.value,
            since=stamp.recorded_at,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        return f"Followed: {self.named or 'something'}. E-mail: {self.how_often.label.lower()}."


@event_type
class FollowEnded(PersonEvent):
    """A person follows something no more."""

    TYPE = "following.ended"

    follow: str

    def write(self, stamp: Stamp) -> None:
        FollowRecord.objects.filter(key=self.follow).update(ended_at=stamp.recorded_at)

    def in_words(self) -> str:
        return "This is followed no more."


@event_type
class DigestSet(PersonEvent):
    """A person wants mail of what they follow so often."""

    TYPE = "following.digest_set"

    follows: tuple[str, ...]
    how_often: HowOften

    def write(self, stamp: Stamp) -> None:
        FollowRecord.objects.filter(key__in=self.follows).update(how_often=self.how_often.value)

    def in_words(self) -> str:
        of = f" of {len(self.follows)} things that are followed" if len(self.follows) > 1 else ""
        return f"E-mail{of}: {self.how_often.label.lower()}."


@event_type
class FeedTokenIssued(PersonEvent):
    """A person has the address of a feed and a calendar of what they follow."""

    TYPE = "following.feed_token_issued"
    PRIVATE: ClassVar[tuple[str, ...]] = FeedToken.PRIVATE

    token: str
    label: str | None = None
    salt: str | None = None
    digest: str | None = None

    def write(self, stamp: Stamp) -> None:
        FeedToken.objects.create(
            key=self.token,
            person=self.row(),
            label=self.label or "",
            salt=self.salt or "",
            digest=self.digest or "",
            issued_at=stamp.recorded_at,
            event_id=stamp.event_id,
        )

    def in_words(self) -> str:
        return f"person:{self.person} has a private address for a feed and a calendar, {self.token}."


@event_type
class FeedTokenRevoked(PersonEvent):
    """The address of a feed and a calendar counts no more."""

    TYPE = "following.feed_token_revoked"

    token: str

    def write(self, stamp: Stamp) -> None:
        FeedToken.objects.filter(key=self.token).update(revoked_at=stamp.recorded_at)

    def in_words(self) -> str:
        return f"The private address {self.token} of person:{self.person} is revoked."


@event_type
class BounceNoted(PersonEvent):
    """Mail to a person's address was refused."""

    TYPE = "following.bounce_noted"
    PRIVATE: ClassVar[tuple[str, ...]] = ("said",)

    hardness: Hardness
    said: str | None = None

    def write(self, stamp: Stamp) -> None:
        person = self.row()
        address = address_digest(person)
        state, _ = AddressState.objects.get_or_create(
            person=person, defaults={"address": address, "last_at": stamp.recorded_at}
        )
        if state.address != address:
            state.address, state.hard, state.soft = address, 0, 0
        state.hard += self.hardness is Hardness.HARD
        state.soft += self.hardness is Hardness.SOFT
        state.last_at = stamp.recorded_at
        state.save()

    def in_words(self) -> str:
        return f"Mail to person:{self.person} came back ({self.hardness.value})."


@event_type
class AddressConfirmed(PersonEvent):
    """A person says that their address takes mail."""

    TYPE = "following.address_confirmed"

    def write(self, stamp: Stamp) -> None:
        person = self.row()
        AddressState.objects.filter(person=person).delete()
        # What waited goes now: what was given up at once, what was not queued with the next digest.
        given_up = OutboxMessage.objects.filter(to=person.actor, sent_at__isnull=True, next_attempt_at__isnull=True)
        given_up.filter(last_error__startswith=AddressHeld.__name__).update(
            next_attempt_at=stamp.recorded_at, attempts=0
        )
        Told.objects.filter(person=person, how_often=HELD, message__isnull=True).update(how_often=HowOften.DAILY.value)

    def in_words(self) -> str:
        return f"person:{self.person} confirms their e-mail address: mail is sent there again."
