"""What happened to the record, newest first: the events of everything that is public, in words.

Documents and papers have classifications, and persons have privacy: their streams are read by their own folders, never
here. What is told of a day is what was known at the lens's instant.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.site.rules import Change

KINDS = ("proposal", "assessment", "consultation", "decision", "meeting", "release")
"""The kinds of stream whose events anybody may read."""
ROUTINE = (
    "consultations.opened",
    "register.affected_set",
    "register.alias_set",
    "register.change_request_set",
    "register.first_day_moved",
    "register.lead_analyst_set",
    "register.link_set",
    "register.objectives_tagged",
    "register.summary_set",
    "register.timetable_set",
    "register.web_address_set",
)
"""Types of event that are upkeep and no news; the page of the thing has them. What a timetable plans is due, not done.
"""
DETAILS = ("register.title_set", "register.proposer_set", "register.path_set", "releases.noted")
"""Types of event that are told only where there is room beside the news."""
MOST_READ = 400
"""So many events are read to tell the latest of: a paper can leave hundreds on one day."""


def changes(lens: Lens, most: int = MOST_READ) -> tuple[Change, ...]:
    """The latest events by the lens's day that were known at its instant, newest day first. One query."""
    of_kind = reduce(or_, (Q(stream__startswith=f"{kind}:") for kind in KINDS))
    known = Event.objects.filter(of_kind, effective__lte=lens.valid_at, known_from__lte=lens.known_at)
    rows = known.exclude(type__in=ROUTINE)
    return tuple(
        Change(
            day=row.effective,
            stream=row.stream,
            words=read_body(row.type, row.version, row.body_json(), None).in_words(),
            document=row.source_document,
            locator=row.source_locator,
            position=row.pk,
            is_detail=row.type in DETAILS,
        )
        for row in rows.order_by("-effective", "pk")[:most]
    )
