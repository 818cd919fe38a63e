"""Sending a draft to the code administrator, the critical friend."""

from __future__ import annotations

from codeclerk.kernel.acts import Context, Plan, PlannedEvent, act
from codeclerk.kernel.calendar.dates import format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.progression.find import lens_of
from codeclerk.raising import find, reasons, vocabulary
from codeclerk.raising.commands.base import LookedOver, OwnAct, looked_over, solution_warnings, tell_administrators
from codeclerk.raising.events import DraftSent, kept
from codeclerk.raising.models import DraftRound, stream

NO_FRIEND = Reason(
    "raising.no_friend",
    rule="drafts are sent where the process gives the code administrator time to comment",
    problem="the process does not ask for comments on {object}",
    remedy="Raise it.",
    kind=Kind.CONFLICT,
)

NOBODY = "Nobody is recorded who comments on drafts, so nobody is told."


@act
class SendDraft(OwnAct["SendDraft.Input"]):
    """Send a draft to the code administrator, who comments as a critical friend. Sent again, it replaces the last."""

    name = "send_draft"
    title = "Send a draft for comments"

    class Input(LookedOver):
        pass

    def plan(self, data: Input, context: Context) -> Plan:
        draft = find.own(context, data.draft)
        content = looked_over(draft, data.version)
        find.check_speaks(context.actor, content.organisation, context)
        of, step = vocabulary.step_at(context.effective)
        find.entitled(lens_of(context), of.profile.id, content.organisation)
        deadline = vocabulary.deadline(step, context.effective)
        if deadline is None:
            raise NO_FRIEND.refuse(draft.key)
        last = DraftRound.objects.filter(draft__key=draft.key).order_by("-number").first()
        if last is not None and last.content == kept(content):
            raise reasons.UNCHANGED.refuse(draft.key)
        number = last.number + 1 if last else 1
        sent = DraftSent(
            draft=draft.key,
            person=draft.owner,
            number=number,
            due=deadline.due,
            explanation=deadline.explanation,
            content=content,
        )
        due = format_date(deadline.due)
        again = "" if number == 1 else " again"
        notices = tell_administrators(
            context,
            f"A draft to comment on by {due}",
            f"A draft of a change was sent{again} to the code administrator. Comments are due by {due}.\n"
            f"{deadline.explanation}\n\n"
            "Look under “Drafts to comment on”. What it says is open to nobody else until it is raised.",
        )
        return Plan(
            events=(PlannedEvent(stream(draft.key), sent),),
            deadlines=(deadline,),
            notices=notices,
            answer={"draft": draft.key, "number": number, "due": deadline.due.isoformat()},
            warnings=(*solution_warnings(content), *([] if notices else [NOBODY])),
        )
