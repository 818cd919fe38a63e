"""The tables of following: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from codeclerk.following import naming
from codeclerk.following.asking import Asked
from codeclerk.following.models import FeedToken
from codeclerk.following.queries import ToldLine, follows_of
from codeclerk.following.rules import Follow, HowOften, News, What
from codeclerk.following.touching import Touched
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import proposal_link
from codeclerk.ui.table_views import TableView, static_view
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, stage_tag

STATES = {
    "sent": Tag("sent", "good", 0),
    "queued": Tag("queued", "info", 1),
    "waiting for the digest": Tag("waiting for the digest", "info", 2),
    "tried again later": Tag("tried again later", "warn", 3),
    "not sent": Tag("not sent", "bad", 4),
    "failed": Tag("failed", "bad", 5),
}
MOST_OFFERED = 7
"""So many things are offered to follow on a page: the proposal, and documents that it touches."""


def follows_table(follows: Iterable[Follow]) -> Table:
    """What somebody follows, and how often mail is sent of it."""
    rows = tuple(
        {
            "what": f"{one.named[:1].upper()}{one.named[1:]}",
            "since": london_day(one.since) if one.since else None,
            "how_often": Tag(one.how_often.label, "grey" if one.how_often is HowOften.NEVER else "good"),
            "change": Link(
                "Change or pause" if one.how_often is not HowOften.NEVER else "Go on",
                reverse("following:set_digest", args=[one.key]),
            ),
            "remove": Link(f"Remove {one.named}", reverse("following:unfollow", args=[one.key])),
        }
        for one in follows
    )
    columns = (
        Column("what", "What"),
        Column("since", "Since", Kind.DATE),
        Column("how_often", "E-mail", Kind.TAG),
        Column("change", "How often", sortable=False),
        Column("remove", "Remove", sortable=False),
    )
    empty = Empty(
        "You follow nothing yet",
        "Nobody sends you anything that you did not ask for.",
        action=Link("Follow something", reverse("following:follow")),
    )
    return Table("What you follow", columns, rows, empty=empty, stack=True)


def told_table(told: Iterable[ToldLine]) -> Table:
    """What somebody was told, why, and what became of the mail."""
    rows = tuple(
        {
            "noted": london_day(one.noted_at),
            "about": Link(one.happening.about, one.happening.path),
            "what": one.happening.words,
            "why": f"{one.why}.",
            "state": STATES[one.state],
            "problem": one.problem or None,
        }
        for one in told
    )
    columns = (
        Column("about", "About"),
        Column("noted", "When", Kind.DATE),
        Column("what", "What happened"),
        Column("why", "Why you"),
        Column("state", "E-mail", Kind.TAG),
        Column("problem", "Problem", none="–"),
    )
    empty = Empty("Nothing yet", "What you are told is kept here for two years, with the reason.")
    return Table("What you were told", columns, rows, empty=empty, stack=True)


def tokens_view(tokens: Iterable[FeedToken]) -> TableView:
    """The private addresses that somebody made."""
    rows = tuple(
        {
            "label": one.label,
            "key": one.key,
            "made": london_day(one.issued_at),
            "change": f"Revoked on {format_date(london_day(one.revoked_at))}"
            if one.revoked_at
            else Link(f"Revoke {one.label}", reverse("following:revoke_feed_token", args=[one.key])),
        }
        for one in tokens
    )
    columns = (
        Column("label", "What it is for"),
        Column("key", "Key", Kind.REFERENCE),
        Column("made", "Made on", Kind.DATE),
        Column("change", "Change"),
    )
    return static_view(Table("Your private addresses", columns, rows, stack=True), "addresses")


def touched_table(request: Request, lines: Iterable[Touched]) -> Table:
    """What touches somebody, and by when to answer."""
    rows = tuple(
        {
            "number": proposal_link(request, one.line.number),
            "title": one.line.title or None,
            "stage": stage_tag(one.line.stage_name) if one.line.stage_name else None,
            "why": "; ".join(one.why) or None,
            "answer": tuple(
                Link(
                    f"{each.kind_name}, until {format_date(each.last_day) if each.last_day else 'a day not known'}",
                    with_dates(request, reverse("consultations:consultation", args=[each.key])),
                )
                for each in one.open
            )
            or None,
            "due": one.due,
        }
        for one in lines
    )
    columns = (
        Column("number", "Proposal", Kind.REFERENCE, sortable=False),
        Column("title", "Title", none="no title known", sortable=False),
        Column("stage", "Stage", Kind.TAG, sortable=False),
        Column("why", "Why it touches you", sortable=False),
        Column("answer", "You can answer", none="nothing is open to answer", sortable=False),
        Column("due", "Next deadline", Kind.DATE, none="none runs", sortable=False),
    )
    empty = Empty("Nothing open touches you", "As far as it is recorded: proposals are ticked by those who raise them.")
    return Table("Open proposals that touch you", columns, rows, empty=empty, stack=True)


def feeds_table() -> Table:
    """Every public feed of a kind. A date stands in the calendar, whatever kind of news there is of it."""
    choices = naming.choices()
    offered = [Asked({}), *(Asked({}, (kind,)) for kind in News)]
    offered += [Asked({aspect: (value,)}) for aspect in ("stage", "party") for value, _ in choices[aspect]]
    rows = tuple(
        {
            "what": f"{one.words[:1].upper()}{one.words[1:]}",
            "atom": Link("Atom feed", f"{reverse('following:news')}{one.tail}"),
            "calendar": None if one.news else Link("Calendar", f"{reverse('following:dates')}{one.tail}"),
            "follow": Link("E-mail", f"{reverse('following:follow')}{one.tail}") if one.wanted else None,
        }
        for one in offered
    )
    columns = (
        Column("what", "What"),
        Column("atom", "In a feed reader", sortable=False),
        Column("calendar", "In a calendar", none="–", sortable=False),
        Column("follow", "By e-mail", none="–", sortable=False),
    )
    return Table("Feeds and calendars", columns, rows, stack=True)


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page offers to follow: it, and all that touches the same. One query for who signed in."""
    offered = [(line.number, Asked({"proposal": (line.key,)}))]
    offered += [(f"everything that touches {one}", Asked({"document": (one,)})) for one in line.documents]
    person = request.viewer.key.removeprefix("person:") if request.viewer.key.startswith("person:") else ""
    own = {one.wanted["proposal"][0] for one in follows_of(person) if one.what is What.PROPOSAL} if person else set()
    rows: list[dict[str, Any]] = []
    for name, asked in offered[:MOST_OFFERED]:
        follow = Link(f"Follow {name}", f"{reverse('following:follow')}?{asked.query}")
        if line.key in own and "proposal" in asked.wanted:
            follow = Link(f"You follow {name}", reverse("following:mine"))
        rows.append(
            {
                "what": f"{name[:1].upper()}{name[1:]}",
                "follow": follow,
                "atom": Link("Atom feed", f"{reverse('following:news')}?{asked.query}"),
                "calendar": Link("Calendar", f"{reverse('following:dates')}?{asked.query}"),
            }
        )
    columns = (
        Column("what", "What"),
        Column("follow", "By e-mail"),
        Column("atom", "In a feed reader"),
        Column("calendar", "In a calendar"),
    )
    return Table("Be told", columns, tuple(rows), stack=True)
