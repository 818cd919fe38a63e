"""The deadlines that run for a proposal as a feed (Atom) and as a calendar (iCalendar), for readers and programs.

Ids stay the same whenever they are fetched: a deadline is named by its clock and the day from which that runs. One that
was moved keeps its id, and each move gives it a higher sequence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from codeclerk.kernel.calendar import format_date, london_day, start_of_london_day
from codeclerk.kernel.moves import NEVER, Identity, Moves, moves
from codeclerk.people.middleware import Request, with_dates
from codeclerk.process.queries import standing_in
from codeclerk.progression.models import MovedDeadline
from codeclerk.progression.queries import Running, running_of
from codeclerk.progression.views import line_of
from codeclerk.register.queries import ProposalLine

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Due:
    """A deadline of a proposal as feeds tell it.

    Attributes:
        name: what it is called in ids, the same whenever it is fetched.
        number: of the proposal; `title` is what is due.
        due: its last day, or the instant at which it ends; `since` is the day from which it runs.
        href: where on this site it stands.
        moves: how often it was moved, or put back; it never goes down.
    """

    name: str
    number: str
    title: str
    due: date | datetime
    since: date
    explanation: str
    href: str
    moves: int = 0


More = Callable[[Request, ProposalLine], Iterable[Due]]
_MORE: list[More] = []


def register(more: More) -> None:
    """Let a higher folder tell of deadlines of its own. The same one twice is one."""
    if more not in _MORE:
        _MORE.append(more)


@require_safe
def atom(request: Request, ref: str) -> HttpResponse:
    """The deadlines that run for a proposal on the day that is looked at, as an Atom feed."""
    line, running = _found(request, ref)
    name = f"proposal/{line.key}/deadlines"
    return as_atom(request, f"Deadlines of {line.number}", line.title, name, _page(request, line), running)


@require_safe
def calendar(request: Request, ref: str) -> HttpResponse:
    """The same as calendar entries, each on its last day."""
    return as_calendar("Deadlines", _found(request, ref)[1])


def as_atom(
    request: Request, title: str, description: str, name: str, href: str, running: Iterable[Due]
) -> HttpResponse:
    """Deadlines as an Atom feed. `name` is the feed's in ids, `href` the page that shows the same."""
    feed = Atom1Feed(
        title=title,
        link=settings.CONFIG.site_url + href,
        description=description,
        language="en-gb",
        feed_url=settings.CONFIG.site_url + request.get_full_path(),
        feed_guid=f"tag:{_host()},2013:{name}",
    )
    for one in running:
        last = london_day(one.due) if isinstance(one.due, datetime) else one.due
        feed.add_item(
            title=f"{format_date(last)}: {one.title}",
            link=settings.CONFIG.site_url + one.href,
            description=one.explanation,
            unique_id=f"tag:{_host()},2013:{one.name}",
            updateddate=start_of_london_day(one.since),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def as_calendar(name: str, running: Iterable[Due]) -> HttpResponse:
    """Deadlines as calendar entries, each on its last day or at its hour."""
    made = Calendar()
    made.add("prodid", f"-//Codeclerk//{name}//EN")
    made.add("version", "2.0")
    for one in running:
        entry = Event()
        entry.add("uid", f"{one.name.replace('/', '-')}@{_host()}")
        entry.add("dtstamp", start_of_london_day(one.since))
        entry.add("dtstart", one.due)
        entry.add("sequence", one.moves)
        entry.add("summary", f"{one.number}: {one.title}")
        entry.add("description", one.explanation)
        entry.add("url", settings.CONFIG.site_url + one.href.partition("#")[0])
        made.add_component(entry)
    return HttpResponse(made.to_ical(), content_type=CALENDAR)


def _found(request: Request, ref: str) -> tuple[ProposalLine, list[Due]]:
    line = line_of(request, ref)
    standing = standing_in(line)
    running = running_of(request.lens, line.key, standing) if standing is not None else ()
    rows = MovedDeadline.objects.filter(proposal__key=line.key)
    moved = moves(request.lens, rows, ("clock", "started"), ("due",), (None,)) if running else {}
    own = [_due(request, line, one, moved) for one in running]
    return line, [*own, *(due for more in _MORE for due in more(request, line))]


def _due(request: Request, line: ProposalLine, one: Running, moved: Mapping[Identity, Moves]) -> Due:
    since = one.deadline.trigger_date
    return Due(
        name=f"{line.key}/{one.clock}/{since.isoformat()}",
        number=line.number,
        title=one.name,
        due=one.due,
        since=since,
        explanation=one.explanation,
        href=f"{_page(request, line)}#deadlines",
        moves=moved.get((one.clock, since), NEVER).times,
    )


def _page(request: Request, line: ProposalLine) -> str:
    return with_dates(request, reverse("progression:steps", args=[line.number]))


def _host() -> str:
    return urlsplit(settings.CONFIG.site_url).hostname or "localhost"
