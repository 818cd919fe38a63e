"""Letting others read a draft."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.acts import Context, Notice, Plan, PlannedEvent, act
from codeclerk.people.inputs import Email, Key
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.raising import find, reasons
from codeclerk.raising.commands.base import DraftInput, OwnAct
from codeclerk.raising.events import GuestInvited, GuestRemoved
from codeclerk.raising.models import stream


@act
class ShareDraft(OwnAct["ShareDraft.Input"]):
    """Let somebody read a draft, by the address with which they sign in here. They cannot change it."""

    name = "share_draft"
    title = "Let somebody read a draft"

    class Input(DraftInput):
        PRIVATE: ClassVar[tuple[str, ...]] = ("email",)

        email: Annotated[
            Email,
            Field(
                title="E-mail address",
                min_length=3,
                description="With which they sign in here. They can read the draft, not change it.",
            ),
        ]

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        guest = find.account_of(data.email)
        if guest is None:
            raise reasons.NOBODY_THERE.refuse(data.email, field="email")
        if guest.key == draft.owner:
            raise reasons.YOURSELF.refuse(draft.key, field="email")
        body = GuestInvited(draft=draft.key, person=draft.owner, guest=guest.key)
        notice = Notice(
            kind=PERSON_MAIL,
            to=guest.actor,
            subject="You can read a draft",
            body="Somebody lets you read the draft of a change. Look under “My drafts”. Please keep it to yourself.",
            because="its owner invited you",
        )
        return Plan(events=(PlannedEvent(stream(draft.key), body),), notices=(notice,), answer={"draft": draft.key})


@act
class UnshareDraft(OwnAct["UnshareDraft.Input"]):
    """Let somebody read a draft no more."""

    name = "unshare_draft"
    title = "Let somebody read a draft no more"

    class Input(DraftInput):
        guest: Annotated[Key, Field(title="Person", description="Key of the person.")]

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        if not find.is_guest(draft.key, data.guest):
            raise reasons.NO_GUEST.refuse(f"person:{data.guest}", field="guest")
        body = GuestRemoved(draft=draft.key, guest=data.guest)
        return Plan(events=(PlannedEvent(stream(draft.key), body),), answer={"draft": draft.key})
