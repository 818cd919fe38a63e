"""The comments of the critical friend."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from codeclerk.kernel.acts import Act, Context, Notice, Plan, PlannedEvent, act
from codeclerk.people.mail import PERSON_MAIL
from codeclerk.raising import find, reasons
from codeclerk.raising.commands.base import DraftInput, check_open
from codeclerk.raising.events import DraftCommented
from codeclerk.raising.models import stream
from codeclerk.raising.rules.content import QUESTIONS
from codeclerk.register.inputs import Words

OVERALL = "overall"
COMMENTED = (OVERALL, *(one.id for one in QUESTIONS))
"""What can be commented on: the whole, and each answer."""


@act
class CommentOnDraft(Act["CommentOnDraft.Input"]):
    """Comment on a draft as a critical friend: on the whole, on any of its answers, and whether it is ready."""

    name = "comment_on_draft"
    title = "Comment on a draft"
    capability = find.COMMENTS

    class Input(DraftInput):
        PRIVATE: ClassVar[tuple[str, ...]] = COMMENTED

        title: Annotated[Words, Field(title="On the title")] = ""
        arrangements: Annotated[Words, Field(title="On the rules of now")] = ""
        issue: Annotated[Words, Field(title="On the problem")] = ""
        impact: Annotated[Words, Field(title="On whom it harms, and how")] = ""
        do_nothing: Annotated[Words, Field(title="On what happens if nothing is done")] = ""
        context: Annotated[Words, Field(title="On what else a reader should know")] = ""
        overall: Annotated[Words, Field(title="On the whole draft")] = ""
        is_ready: Annotated[
            bool,
            Field(
                title="It is ready to be raised",
                description="Advice only: the Proposer may raise it once any comments are in.",
            ),
        ] = False

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.draft(data.draft)
        if not draft.rounds:
            raise reasons.UNKNOWN_DRAFT.refuse(data.draft)
        check_open(draft)
        texts = {name: text for name in COMMENTED if (text := getattr(data, name))}
        if not texts and not data.is_ready:
            raise reasons.NOTHING_SAID.refuse(f"the draft {draft.key}", field=OVERALL)
        last = draft.rounds[-1]
        body = DraftCommented(draft=draft.key, number=last.number, is_ready=data.is_ready, texts=texts)
        ready = " It finds the draft ready to be raised." if data.is_ready else ""
        notice = Notice(
            kind=PERSON_MAIL,
            to=f"person:{draft.owner}",
            subject="Comments on your draft are in",
            body=(
                f"The code administrator has commented on a draft of yours.{ready}\n\n"
                "Look under “My drafts”. You can answer by changing the draft and sending it again, or raise it."
            ),
            because="it is your draft",
        )
        late = (
            f"The comments come after {last.due:%-d %B %Y}, the last day for them."
            if context.effective > last.due
            else ""
        )
        return Plan(
            events=(PlannedEvent(stream(draft.key), body),),
            notices=(notice,),
            answer={"draft": draft.key, "number": last.number},
            warnings=(late,) if late else (),
        )
