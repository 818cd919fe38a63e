"""The pages on which a meeting is run: one item after another, its pack, and what its body is to do."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from codeclerk.decisions import queries as decisions
from codeclerk.decisions.tables import decision_link
from codeclerk.kernel.calendar import format_date
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification
from codeclerk.meetings import pack as packs
from codeclerk.meetings import queries, vocabulary
from codeclerk.meetings.forms.meetings import MANAGE
from codeclerk.meetings.queries.actions import actions
from codeclerk.meetings.queries.groups import declared, groups
from codeclerk.meetings.queries.running import ItemLine, course_of
from codeclerk.meetings.rules.calendar import Proposed, proposed
from codeclerk.meetings.rules.meetings import Meeting, State
from codeclerk.meetings.tables import calendar as calendar_tables
from codeclerk.meetings.tables import running as tables
from codeclerk.meetings.views.meetings import page
from codeclerk.people.middleware import Request
from codeclerk.people.vocabulary import body as body_named
from codeclerk.ui.table_views import table_response
from codeclerk.ui.tables import Link

UNKNOWN_MARK = Reason(
    "meetings.unknown_classification",
    rule="a pack is White, Green, Amber or Red",
    problem="{object} is no classification",
    remedy="Choose one of White, Green, Amber and Red.",
)
UNKNOWN_YEAR = Reason(
    "meetings.unknown_year",
    rule="a calendar is that of a year with four digits",
    problem="{object} is no year",
    remedy="Write it as 2021.",
)
ITEM_FORMS = (
    ("outcome", "Record what came of it"),
    ("verbal", "Record a verbal update"),
    ("interest", "Record an interest"),
    ("action", "Give an action"),
    ("item", "Change the item"),
)


@require_safe
def run(request: Request, key: str) -> HttpResponse:
    """Run a meeting: the item that `?item=` names, or the first without an outcome, what can be recorded of it, and the
    way to the next one."""
    one = queries.meeting(request.lens, key)
    course = course_of(request.lens, one)
    wanted = request.GET.get("item", "")
    item = course.item(wanted) or next((i for i in course.items if not i.outcome), None)
    item = item or (course.items[-1] if course.items else None)
    place = course.items.index(item) if item else 0
    return page(
        request,
        "run.html",
        one=one,
        heading=f"{one.name}, {format_date(one.day)}",
        course=course,
        item=item,
        before=course.items[place - 1] if item and place else None,
        after=course.items[place + 1] if item and place + 1 < len(course.items) else None,
        place=place + 1,
        done=sum(1 for i in course.items if i.outcome),
        actions=[action for action in course.actions if item and action.item == item.key],
        paper=tables.paper_value(request, item) if item else None,
        decided=_decided(request, one, item) if item and item.item.proposal else [],
        closed=tables.closed_words(course.closed),
        forms=_item_forms(request, one, item),
        has_begun=one.day <= request.lens.valid_at,
    )


def _decided(request: Request, one: Meeting, item: ItemLine) -> list[Link]:
    """What the body decided that day on the proposal of an item. Two queries."""
    made = decisions.decisions(request.lens, bodies=(one.body,), first=one.day, last=one.day)
    return [decision_link(request, each) for each in made if each.proposal == item.item.proposal]


def _item_forms(request: Request, one: Meeting, item: ItemLine | None) -> list[tuple[str, str]]:
    if item is None or MANAGE not in request.viewer.holds or one.state is State.DROPPED:
        return []
    return [
        (label, f"{reverse('meetings:change', args=[one.key, name])}?item={item.key}&then=run")
        for name, label in ITEM_FORMS
        if name == "item" or one.day <= request.lens.valid_at
    ]


@require_safe
def pack(request: Request, key: str) -> HttpResponse:
    """All papers of a meeting as one file: White unless `?classification=` says otherwise; `?without=19` leaves an item
    out."""
    mark = request.GET.get("classification", Classification.WHITE.value).capitalize()
    if mark not in {one.value for one in Classification}:
        raise UNKNOWN_MARK.refuse(mark[:20], field="classification")
    one = queries.meeting(request.lens, key)
    without = {int(text) for text in request.GET.getlist("without") if text.isascii() and text.isdigit()}
    made = packs.pack_of(request.lens, one, course_of(request.lens, one), Classification(mark), without)
    response = HttpResponse(packs.write(made, format_date(request.lens.valid_at)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@require_safe
def all_actions(request: Request) -> HttpResponse:
    """The actions of all meetings, to filter and to download."""
    found = actions(request.lens)
    changes = MANAGE in request.viewer.holds and not request.GET.get("format")
    table = tables.actions_table(request, found, changes=changes)
    shown = table_response(request, table, "actions", filters=("state", "body", "owner"), searchable=True)
    return shown if isinstance(shown, HttpResponse) else page(request, "actions.html", table=shown)


@require_safe
def interests(request: Request) -> HttpResponse:
    """The interests that members declared, at all meetings, to filter and to download."""
    found = declared(request.lens)
    by_key = {one.key: one for one in queries.meetings(request.lens)} if found else {}
    table = tables.interests_table(request, [(by_key[key], item, one) for key, item, one in found if key in by_key])
    shown = table_response(request, table, "interests", filters=("who", "body"), searchable=True)
    return shown if isinstance(shown, HttpResponse) else page(request, "interests.html", table=shown)


@require_safe
def all_groups(request: Request) -> HttpResponse:
    """The Working Groups with their proposals and meetings, to download (DCUSA:182-345)."""
    table = calendar_tables.groups_table(request, groups(request.lens))
    shown = table_response(request, table, "working-groups")
    return shown if isinstance(shown, HttpResponse) else page(request, "groups.html", table=shown)


@require_safe
def year(request: Request) -> HttpResponse:
    """The meetings of a body in a year: those that are planned and held, and by its pattern where there is none."""
    lens = request.lens
    wanted = request.GET.get("body", "") or vocabulary.that_meet()[0].id
    body = body_named(wanted)
    text = request.GET.get("year", "") or str(lens.valid_at.year)
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) > 1900):
        raise UNKNOWN_YEAR.refuse(text[:20], field="year")
    first, last = date(int(text), 1, 1), date(int(text), 12, 31)
    planned = queries.meetings(lens, body=body.id, first=first, last=last)
    taken = {(one.day.year, one.day.month) for one in planned}
    calendar = calendar_at(lens)
    offers: tuple[Proposed, ...] = tuple(
        one
        for one in proposed(body, max(first, lens.valid_at), last, calendar)
        if (one.month.year, one.month.month) not in taken
    )
    table = calendar_tables.year_table(request, planned, offers, body.name)
    shown = table_response(request, table, f"meetings-{body.id}-{text}")
    if isinstance(shown, HttpResponse):
        return shown
    pattern = body.pattern_on(min(max(lens.valid_at, first), last))
    return page(
        request,
        "year.html",
        table=shown,
        body=body,
        year=int(text),
        bodies=calendar_tables.bodies(),
        pattern=pattern.words if pattern else "",
        plans=MANAGE in request.viewer.holds,
    )
