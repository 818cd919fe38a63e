"""Acts on what a person follows: theirs alone. Only that mail came back is noted by others."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.following import naming
from codeclerk.following.events import (
    AddressConfirmed,
    BounceNoted,
    DigestSet,
    FeedTokenIssued,
    FeedTokenRevoked,
    Followed,
    FollowEnded,
)
from codeclerk.following.models import FeedToken, FollowRecord
from codeclerk.following.rules import NOT_YOURS, NOTHING_FOLLOWED, Hardness, HowOften, News, Wanted, What, in_words
from codeclerk.kernel.acts import Act, ActInput, Context, Plan, PlannedEvent, act
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.ports import Permission
from codeclerk.people import find
from codeclerk.people.commands.persons import stream
from codeclerk.people.inputs import Key, Line
from codeclerk.people.tokens import SECRET, digest_of
from codeclerk.register import find as register

MOST_FOLLOWS = 200

FOLLOWED_ALREADY = Reason(
    "following.already",
    rule="the same thing is followed once",
    problem="you follow {object} already",
    remedy="Under What I follow you can change how often you get e-mail of it.",
    kind=Kind.CONFLICT,
)
TOO_MANY = Reason(
    "following.too_many",
    rule="a person follows at most 200 things; a rule takes the place of many",
    problem="person:{object} follows {count} things",
    remedy="Remove some, or follow a rule such as everything that touches your party category.",
    kind=Kind.CONFLICT,
)
NOT_FOLLOWED = Reason(
    "following.not_followed",
    rule="a follow is named by its key, while it lasts",
    problem="{object} is not followed",
    remedy="Nothing is sent of it. What I follow has everything that is.",
    kind=Kind.NOT_FOUND,
)
NO_FEED_TOKEN = Reason(
    "following.no_feed_token",
    rule="a private address is named by its key, while it counts",
    problem="there is no private address {object} that counts",
    remedy="What I follow lists the private addresses that count.",
    kind=Kind.NOT_FOUND,
)
NOTHING_HELD = Reason(
    "following.nothing_held",
    rule="an address is confirmed after mail to it came back",
    problem="no mail to person:{object} came back since the address was last confirmed",
    remedy="Nothing is to be done.",
    kind=Kind.CONFLICT,
)

Data = TypeVar("Data", bound="OwnInput")
Several = tuple[Line, ...]
HowOftenOf = Annotated[HowOften, Field(title="E-mail")]


class OwnInput(ActInput):
    """What everybody does for themselves."""

    person: Annotated[Key, Field(title="Person", description="Oneself.")]


class OwnAct(Act[Data]):
    """Base of the acts that everybody does for themselves, and nobody for others."""

    capability: ClassVar[str] = "following.own"

    def may(self, data: Data, context: Context) -> Permission:
        if context.actor != stream(data.person):
            raise NOT_YOURS.refuse(data.person, actor=context.actor, field="person")
        return Permission(True, NOT_YOURS.code, NOT_YOURS.rule)


@act
class FollowThing(OwnAct["FollowThing.Input"]):
    """Follow a proposal, a document, a clause, or all that a rule describes. With one of the first three named the
    rest of the rule is left empty."""

    name = "follow"
    title = "Follow something"

    class Input(OwnInput):
        PRIVATE: ClassVar[tuple[str, ...]] = (
            *("proposal", "document", "clause", "stages", "statuses", "paths"),
            *("parties", "documents", "systems", "flags", "releases", "touches", "news"),
        )

        proposal: Annotated[Line, Field(title="Proposal", max_length=60, description="Such as MP092.")] = ""
        document: Annotated[Line, Field(title="Document", max_length=100, description="Such as DUIS, Section H.")] = ""
        clause: Annotated[Line, Field(title="Clause", max_length=30, description="Its label, such as H8.3.")] = ""
        stages: Annotated[Several, Field(title="Stages")] = ()
        statuses: Annotated[Several, Field(title="Statuses")] = ()
        paths: Annotated[Several, Field(title="Paths")] = ()
        parties: Annotated[Several, Field(title="Party categories")] = ()
        documents: Annotated[Several, Field(title="Documents")] = ()
        systems: Annotated[Several, Field(title="Systems")] = ()
        flags: Annotated[Several, Field(title="Flags")] = ()
        releases: Annotated[Several, Field(title="Target releases")] = ()
        touches: Annotated[
            Several, Field(title="Touched by any of", description="Such as party:large_suppliers or document:DUIS.")
        ] = ()
        news: Annotated[tuple[News, ...], Field(title="Kinds of news", description="None ticked: all of them.")] = ()
        how_often: HowOftenOf = HowOften.AT_ONCE

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        what, wanted = _wanted(data)
        news = tuple(one for one in News if one in data.news)
        if not wanted and not news:
            raise NOTHING_FOLLOWED.refuse("what you sent", field="proposal")
        named = in_words(what, wanted, news, _name)
        own = FollowRecord.objects.filter(person=person)
        active = own.filter(ended_at__isnull=True)
        for one in active.filter(what=what.value):
            if (_plain(one.wanted), sorted(one.news)) == (_plain(wanted), sorted(kind.value for kind in news)):
                raise FOLLOWED_ALREADY.refuse(named)
        if (count := active.count()) >= MOST_FOLLOWS:
            raise TOO_MANY.refuse(person.key, count=count)
        body = Followed(
            person=person.key,
            follow=f"{person.key}-f{own.count() + 1}",
            how_often=data.how_often,
            named=named,
            what=what,
            subject=next(iter(wanted.values()))[0] if what is not What.RULE else "",
            wanted=dict(wanted),
            news=news,
        )
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"follow": body.follow})


def _wanted(data: FollowThing.Input) -> tuple[What, Wanted]:
    for what, text in (
        (What.PROPOSAL, data.proposal),
        (What.DOCUMENT, data.document),
        (What.CLAUSE, data.clause),
    ):
        if text:
            return what, naming.ids_of({what.value: (text,)})
    given = {
        "stage": data.stages,
        "status": data.statuses,
        "path": data.paths,
        "party": data.parties,
        "document": data.documents,
        "system": data.systems,
        "flag": data.flags,
        "release": data.releases,
        "touch": data.touches,
    }
    return What.RULE, naming.ids_of(given)


def _name(aspect: str, value: str) -> str:
    return register.present_number(value) if aspect == "proposal" else naming.name_of(aspect, value)


def _plain(wanted: Mapping[str, object]) -> dict[str, list[str]]:
    return {aspect: sorted(values) for aspect, values in wanted.items() if isinstance(values, list | tuple)}


@act
class Unfollow(OwnAct["Unfollow.Input"]):
    """Follow something no more."""

    name = "unfollow"
    title = "Follow this no more"

    class Input(OwnInput):
        follow: Annotated[Line, Field(title="What", max_length=60, description="Its key, such as p-0001-f1.")]

    def plan(self, data: Input, context: Context) -> Plan:
        if not _active(data.person, (data.follow,)):
            raise NOT_FOLLOWED.refuse(data.follow, field="follow")
        body = FollowEnded(person=data.person, follow=data.follow)
        return Plan(events=(PlannedEvent(stream(data.person), body),), answer={"follow": data.follow})


@act
class SetDigest(OwnAct["SetDigest.Input"]):
    """Say how often mail is sent of something that is followed, or of all of it; never is a pause."""

    name = "set_digest"
    title = "Say how often you get e-mail"

    class Input(OwnInput):
        follows: Annotated[Several, Field(title="What", description="Keys of what is followed; none for all.")] = ()
        how_often: HowOftenOf

    def plan(self, data: Input, context: Context) -> Plan:
        active = _active(data.person, data.follows)
        if missing := sorted(set(data.follows) - {one.key for one in active}):
            raise NOT_FOLLOWED.refuse(missing[0], field="follows")
        changed = tuple(one.key for one in active if one.how_often != data.how_often.value)
        body = DigestSet(person=data.person, follows=changed, how_often=data.how_often)
        events = (PlannedEvent(stream(data.person), body),) if changed else ()
        return Plan(events=events, answer={"follows": list(changed)})


def _active(person: str, keys: tuple[str, ...]) -> list[FollowRecord]:
    rows = FollowRecord.objects.filter(person__key=person, ended_at__isnull=True).order_by("pk")
    return list(rows.filter(key__in=keys) if keys else rows)


@act
class IssueFeedToken(OwnAct["IssueFeedToken.Input"]):
    """Make a private address for a feed reader or a calendar. The secret comes from the sender; only a salted hash of
    it is kept."""

    name = "issue_feed_token"
    title = "Make a private feed address"

    class Input(OwnInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("label", "secret")

        label: Annotated[
            Line, Field(title="What it is for", min_length=1, max_length=100, description="Such as: my phone.")
        ]
        secret: Annotated[str, Field(title="Secret", pattern=rf"^{SECRET}$", description="Random. It is not kept.")]

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        salt = secrets.token_hex(16)
        body = FeedTokenIssued(
            person=person.key,
            token=f"{person.key}-r{FeedToken.objects.filter(person=person).count() + 1}",
            label=data.label,
            salt=salt,
            digest=digest_of(salt, data.secret),
        )
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"token": body.token})


@act
class RevokeFeedToken(OwnAct["RevokeFeedToken.Input"]):
    """Revoke a private address: it answers no more, from now on."""

    name = "revoke_feed_token"
    title = "Revoke a private feed address"

    class Input(OwnInput):
        token: Annotated[Line, Field(title="Address", max_length=60, description="Its key, such as p-0001-r1.")]

    def plan(self, data: Input, context: Context) -> Plan:
        found = FeedToken.objects.filter(person__key=data.person, key=data.token, revoked_at__isnull=True)
        if not found.exists():
            raise NO_FEED_TOKEN.refuse(data.token, field="token")
        body = FeedTokenRevoked(person=data.person, token=data.token)
        return Plan(events=(PlannedEvent(stream(data.person), body),), answer={"token": data.token})


@act
class NoteBounce(Act["NoteBounce.Input"]):
    """Note that mail to a person came back: by the secretariat, or by the mail system with an API token."""

    name = "note_bounce"
    title = "Note that mail came back"
    capability = "people.manage"

    class Input(ActInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("said",)

        person: Annotated[Key, Field(title="Person", description="Whose mail came back.")]
        hardness: Annotated[Hardness, Field(title="For good (hard) or for now (soft)")] = Hardness.HARD
        said: Annotated[Line, Field(title="What the mail system said", max_length=300)] = ""

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        body = BounceNoted(person=person.key, hardness=data.hardness, said=data.said)
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"person": person.key})


@act
class ConfirmAddress(OwnAct["ConfirmAddress.Input"]):
    """Say that one's address takes mail again."""

    name = "confirm_address"
    title = "Confirm my e-mail address"

    class Input(OwnInput):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        person = find.person(data.person)
        if not hasattr(person, "address_state"):
            raise NOTHING_HELD.refuse(person.key)
        body = AddressConfirmed(person=person.key)
        return Plan(events=(PlannedEvent(stream(person.key), body),), answer={"person": person.key})
