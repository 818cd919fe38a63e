"""What happened to the record, newest first: the events of everything that is public, in words.

Documents and papers have classifications, and persons have privacy: their streams are read by their own folders, never
here. What is told of a day is what was known at the lens's instant.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from codeclerk.kernel.events import EventBody, read_body
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.legaltext.models import STREAM as CODE
from codeclerk.site.rules import Change, Rank
from codeclerk.sources.queries.seen import place_of, source_of

KINDS = ("proposal", "assessment", "consultation", "decision", "derogation", "meeting", "release", "code")
"""The kinds of stream whose events anybody may read."""
BY_PROPOSAL = ("assessment", "consultation")
"""The kinds of stream whose keys begin with that of a proposal: `0144-refinement-1`."""
ROUTINE = (
    "assessments.opened",
    "consultations.opened",
    "derogations.condition_set",
    "meetings.agenda_said",
    "meetings.attendance_recorded",
    "meetings.interest_declared",
    "meetings.verbally_reported",
    "parts.benefit_recorded",
    "parts.charging_set",
    "parts.cost_recorded",
    "parts.impact_recorded",
    "parts.taken_back",
    "parts.text_written",
    "parts.view_recorded",
    "register.affected_set",
    "register.alias_set",
    "register.change_request_set",
    "register.document_attached",
    "register.first_day_moved",
    "register.lead_analyst_set",
    "register.link_set",
    "register.objectives_tagged",
    "register.summary_set",
    "register.timetable_set",
    "register.web_address_set",
    "releases.cost_set",
)
"""Types of event that are upkeep and no news; the page of the thing has them. What a timetable plans is due, not done.
"""
DECISIONS = ("decisions.recorded", "register.number_changed")
STANDING = ("register.status_set", "register.target_release_set", "releases.registered")
DETAILS = (
    "legaltext.commencement_recorded",
    "legaltext.conflict_resolved",
    "legaltext.redline_drafted",
    "legaltext.redline_withdrawn",
    "legaltext.version_date_corrected",
    "parts.solution_set",
    "parts.withdrawal_explained",
    "register.flag_set",
    "register.path_set",
    "register.proposer_set",
    "register.title_set",
    "releases.noted",
)
"""Types of event that are told first, those that say where a thing stands, and those told where there is room."""
MOST_READ = 400
"""So many events are read to tell the latest of: a paper can leave hundreds on one day."""

_RANKS = {
    **dict.fromkeys(DECISIONS, Rank.DECISION),
    **dict.fromkeys(STANDING, Rank.STANDING),
    **dict.fromkeys(DETAILS, Rank.DETAIL),
}


def changes(lens: Lens, most: int = MOST_READ) -> tuple[Change, ...]:
    """The latest events by the lens's day that were known at its instant. One query.

    The day of an event is that from which it holds, where it names one: a report of March tells of an assessment that
    was accepted in December.
    """
    of_kind = reduce(or_, (Q(stream__startswith=f"{kind}:") for kind in KINDS), Q(stream=CODE))
    known = Event.objects.filter(of_kind, effective__lte=lens.valid_at, known_from__lte=lens.known_at)
    rows = known.exclude(type__in=ROUTINE).annotate(source=source_of(lens, ""), place=place_of(lens, ""))
    made = []
    for row in rows.order_by("-effective", "pk")[:most]:
        body = read_body(row.type, row.version, row.body_json(), None)
        day = getattr(body, "holds_from", row.effective)
        if day > lens.valid_at:
            continue
        made.append(
            Change(
                day=day,
                subject=subject_of(row.stream, body),
                words=body.in_words(),
                rank=_RANKS.get(row.type, Rank.NEWS),
                document=row.source,
                locator=row.place,
                position=row.pk,
            )
        )
    return tuple(made)


def subject_of(stream: str, body: EventBody) -> str:
    """What an event is about to its readers: the proposal that it names, or else the thing whose stream it is in."""
    kind, _, key = stream.partition(":")
    if kind == CODE:
        return CODE
    named = getattr(body, "proposal", "")
    if named:
        return f"proposal:{named}"
    return f"proposal:{key.partition('-')[0]}" if kind in BY_PROPOSAL else stream
