"""What the acts on drafts share: whose draft it is, what has to be so before it leaves its owner, and who is told."""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from codeclerk.kernel.acts import Act, ActInput, Context, Notice
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.ports import Permission
from codeclerk.people.inputs import Line
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.raising import find, reasons
from codeclerk.raising.find import Draft
from codeclerk.raising.rules.content import Content, problems
from codeclerk.raising.rules.solutions import hints
from codeclerk.register.find import present_number

DraftOf = Annotated[Line, Field(title="Draft", min_length=1, max_length=20, description="Its key.")]
VersionOf = Annotated[
    int, Field(title="Version", ge=1, description="The version of the draft that its owner looked over.")
]


class DraftInput(ActInput):
    """Base of an act on one draft."""

    draft: DraftOf


class LookedOver(DraftInput):
    """Base of an act that lets go of what its owner looked over."""

    version: VersionOf


Data = TypeVar("Data", bound=DraftInput)


class OwnAct(Act[Data]):
    """An act on a draft of one's own. To others a draft does not exist, and a guest may not."""

    capability: ClassVar[str] = "raising.own_draft"

    def may(self, data: Data, context: Context) -> Permission:
        find.own(context, data.draft)
        return Permission(True, "raising.own_draft", "everybody may do so with their own drafts")


def check_open(draft: Draft) -> None:
    """Refuse a draft that has come to its end."""
    if draft.end is not None:
        hint = (
            f"What came of it is {present_number(draft.proposal)}."
            if draft.proposal
            else "Begin a new draft if you need one."
        )
        raise reasons.ENDED.refuse(draft.key, how=draft.end.value, hint=hint)


def looked_over(draft: Draft, version: int) -> Content:
    """What the draft says, if its owner looked just that over. Refuses what is missing, each at its question."""
    check_open(draft)
    if draft.form is None:
        raise reasons.UNKNOWN_DRAFT.refuse(draft.key)
    if draft.form.version != version:
        raise reasons.CHANGED_SINCE.refuse(draft.key)
    content = draft.form.typed
    wrong = [reasons.INCOMPLETE.refuse(one.text, field=one.field).first for one in problems(content)]
    if wrong:
        raise Refused(*wrong)
    return content


def solution_warnings(content: Content) -> tuple[str, ...]:
    """What reads like a solution, as warnings."""
    return tuple(str(one) for one in hints(content))


def tell_administrators(context: Context, subject: str, body: str) -> tuple[Notice, ...]:
    """A notice to each of those who comment on drafts, but not to who acts. It never holds what a draft says."""
    return tuple(
        Notice(PERSON_MAIL, f"person:{key}", subject, body, "you comment on drafts for the code administrator")
        for key in find.administrators(context)
        if f"person:{key}" != context.actor
    )
