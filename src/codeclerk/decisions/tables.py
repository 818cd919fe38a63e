"""The tables of the pages of decisions: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from codeclerk.decisions import queries, vocabulary
from codeclerk.decisions.rules.days import Doubt
from codeclerk.decisions.rules.lists import tally
from codeclerk.decisions.rules.summaries import Sentence, sentences
from codeclerk.decisions.rules.values import Decision, Presented, Review
from codeclerk.decisions.rules.windows import Window
from codeclerk.kernel.calendar import DateStyle, Month, format_date
from codeclerk.people.middleware import Request, with_dates
from codeclerk.register import vocabulary as register
from codeclerk.register.queries import ProposalLine
from codeclerk.register.tables import dated, proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, marker_tag

REVIEWS = {
    False: Tag("asked for", "warn", 0, "The body that was asked has not answered yet."),
    True: Tag("settled", "good", 1),
}
ON_PAGE = ("when", "body", "proposal", "title", "outcome", "objectives", "review", "notes")


def decision_link(request: HttpRequest, one: Decision) -> Link:
    """A link to a decision's page, on the same dates."""
    return Link(one.outcome_name, with_dates(request, reverse("decisions:decision", args=[one.key])))


def decisions_table(request: Request, found: Iterable[Decision], empty: Empty) -> Table:
    """Every decision, newest first, to sort, to filter and to download."""
    columns: tuple[Column, ...] = (
        Column("when", "Decided", Kind.DATE),
        Column("body", "Body"),
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("outcome", "Outcome"),
        Column("path", "Path", none="–"),
        Column("objectives", register.objectives_name(), none="none named"),
        Column("review", "Review", Kind.TAG, none="–"),
        Column("asked_of", "Asked of", none="–"),
        Column("about", "To review", none="–"),
        Column("came_of", "What came of it", none="–"),
        Column("sure", "How sure", none="–"),
        Column("source", "Source", Kind.REFERENCE, none="no paper named"),
        Column("notes", "Note", none="–"),
    )
    on_page = not request.GET.get("format")
    if on_page:
        columns = tuple(column for column in columns if column.key in ON_PAGE)
    shown = {column.key for column in columns}
    newest = sorted(found, key=lambda one: (-one.when.last.toordinal(), one.body, one.proposal, one.key))
    rows = tuple({key: value for key, value in _row(request, one, on_page).items() if key in shown} for one in newest)
    return Table("Decisions", columns, rows, empty=empty, stack=True)


def _row(request: Request, one: Decision, on_page: bool) -> dict[str, Any]:
    review = one.review
    return {
        "when": dated(one.when),
        "body": one.body_name,
        "proposal": proposal_link(request, one.number),
        "title": one.title or None,
        "outcome": _outcome(request, one) if on_page else one.outcome_name,
        "path": path_name(one.path) or None,
        "objectives": letters(one.objectives) or None,
        "review": REVIEWS[review.is_settled] if review else None,
        "asked_of": review.to_name if review else None,
        "about": review.about if review else None,
        "came_of": (review.outcome or None) if review else None,
        "sure": one.sure,
        "source": ", ".join(one.sources) or None,
        "notes": (_short(one) if on_page else notes_of(one)) or None,
    }


def _short(one: Decision) -> tuple[Any, ...]:
    return (*doubt_tags(one.doubts), *([one.note] if one.note else ()))


def _outcome(request: Request, one: Decision) -> Any:
    link = decision_link(request, one)
    return (link, marker_tag(one.sure)) if one.sure in ("inferred", "unverified") else link


def doubt_tags(doubts: Iterable[Doubt]) -> tuple[Tag, ...]:
    """What is odd about a day, as tags; its own page says it in full."""
    return tuple(Tag(one.odd.label, "outline-warn", hint=one.words) for one in doubts)


def notes_of(one: Decision) -> str:
    """What is odd about a decision, and what was noted with it."""
    return " ".join((*one.warnings, *([one.note] if one.note else ())))


def letters(objectives: Iterable[str]) -> str:
    """`(a), (c)`: as papers name objectives."""
    return ", ".join(f"({letter})" for letter in objectives)


def path_name(path: str) -> str:
    """The name of a path by its id; empty for none."""
    return next((one.name for one in register.paths() if one.id == path), path)


def awaiting_table(request: Request, found: Iterable[Decision]) -> Table:
    """What is with the Authority (CSR:410-412)."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("outcome", "Put to it as"),
        Column("when", "Since", Kind.DATE),
        Column("objectives", register.objectives_name(), none="none named"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "outcome": _outcome(request, one),
            "when": dated(one.when),
            "objectives": letters(one.objectives) or None,
        }
        for one in found
    )
    return Table("With the Authority", columns, rows, stack=True)


def reviews_table(request: Request, found: Iterable[Decision]) -> Table:
    """The reviews that were asked for and are not settled (CSR:392-398)."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("about", "To review"),
        Column("to", "Asked of"),
        Column("meeting", "At the meeting", Kind.DATE, none="not known"),
        Column("outcome", "With the decision"),
        Column("when", "Decided", Kind.DATE),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "about": one.review.about,
            "to": one.review.to_name,
            "meeting": one.review.meeting,
            "outcome": _outcome(request, one),
            "when": dated(one.when),
        }
        for one in found
        if one.review is not None
    )
    return Table("Reviews to settle", columns, rows, stack=True)


OPEN, ENDED = Tag("open", "good", 0), Tag("over", "grey", 1)
REFERRED = Tag("referred", "warn", 2, "Somebody referred it to the Authority in time.")


def windows_table(request: Request, found: Iterable[Window], day: date) -> Table:
    """The decisions that can be referred to the Authority, with the last day of each window."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("outcome", "Decision"),
        Column("body", "Body"),
        Column("when", "Decided", Kind.DATE),
        Column("last", "Can be referred until", Kind.DATE),
        Column("standing", "Standing", Kind.TAG),
        Column("referred", "Referred on", Kind.DATE, none="not referred"),
        Column("how", "How it is counted"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.decision.number),
            "outcome": _outcome(request, one.decision),
            "body": one.decision.body_name,
            "when": dated(one.decision.when),
            "last": one.last_day,
            "standing": (OPEN if one.is_open(day) else ENDED, *((REFERRED,) if one.referred else ())),
            "referred": one.referred or None,
            "how": (one.deadline.explanation, marker_tag(one.sure))
            if one.sure in ("inferred", "unverified")
            else one.deadline.explanation,
        }
        for one in found
    )
    return Table("Referral windows", columns, rows, stack=True)


def put_table(request: Request, found: Iterable[Presented]) -> Table:
    """What is put to one meeting: for its page."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("asks", "Asked for"),
    )
    rows = tuple(
        {"proposal": proposal_link(request, one.number), "title": one.title or None, "asks": "; ".join(one.words)}
        for one in found
    )
    return Table("Put to it", columns, rows, stack=True)


def presented_table(request: Request, found: Iterable[Presented], *, take_off: bool = False) -> Table:
    """What is put to coming meetings. Who may change it gets a link for that."""
    columns = (
        Column("meeting", "Meeting"),
        Column("body", "Body"),
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("asks", "Asked for"),
        Column("note", "To note", none="nothing"),
        *((Column("change", "Change", sortable=False),) if take_off else ()),
    )
    rows = tuple(
        {
            "meeting": format_date(one.meeting, DateStyle.WEEKDAY),
            "body": vocabulary.body_name(one.body),
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "asks": "; ".join(one.words),
            "note": one.note or None,
            **({"change": _take_off(one)} if take_off else {}),
        }
        for one in found
    )
    return Table("Put to bodies", columns, rows, stack=True)


def _take_off(one: Presented) -> Link:
    about = f"?body={one.body}&proposal={one.number}&meeting={one.meeting.isoformat()}"
    return Link(f"Take {one.number} off", f"{reverse('decisions:take-off')}{about}")


def counts_table(request: Request, found: Iterable[Decision]) -> Table:
    """How many decisions of each kind a body made, month by month, with the proposals that are counted (CSR:105)."""
    columns = (
        Column("month", "Month", sortable=False),
        Column("body", "Body", sortable=False),
        Column("outcome", "Outcome", sortable=False),
        Column("count", "Decisions", Kind.NUMBER, sortable=False),
        Column("proposals", "On", Kind.REFERENCE, sortable=False),
    )
    by_month = months_of(found)
    rows = tuple(
        {
            "month": str(month),
            "body": count.body_name,
            "outcome": f"{count.outcome_name}{f', {path_name(count.path)}' if count.path else ''}",
            "count": count.count,
            "proposals": tuple(proposal_link(request, one.number) for one in count.decisions),
        }
        for month in sorted(by_month, key=lambda month: month.first_day, reverse=True)
        for count in tally(by_month[month])
    )
    return Table("Decisions by month", columns, rows, stack=True)


def months_of(found: Iterable[Decision]) -> dict[Month, list[Decision]]:
    """The decisions by the month in which they were made."""
    made: dict[Month, list[Decision]] = {}
    for one in found:
        made.setdefault(Month(one.when.last.year, one.when.last.month), []).append(one)
    return made


def in_words(found: Iterable[Decision]) -> tuple[Sentence, ...]:
    """Decisions in sentences, each of which counts its own list; of who has the last word also that nothing was
    decided (CSR:105, CSR:406-408)."""
    paths = {one.id: one.name for one in register.paths()}
    expected = [(id, vocabulary.body_name(id)) for id in vocabulary.last_word()[:1]]
    return sentences(found, vocabulary.did(), paths, expected)


def made_table(request: Request, found: Iterable[Decision]) -> Table:
    """What a body decided on one day: for the page of its meeting."""
    columns = (
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("outcome", "Outcome"),
        Column("objectives", register.objectives_name(), none="none named"),
        Column("review", "Review", none="–"),
    )
    rows = tuple(
        {
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "outcome": _outcome(request, one),
            "objectives": letters(one.objectives) or None,
            "review": _review(one.review) if one.review else None,
        }
        for one in found
    )
    return Table("Decided that day", columns, rows, stack=True)


# --- the panel of a proposal's page ----------------------------------------------

ASKED = {True: Tag("to be decided", "info", 0), False: Tag("was asked for", "grey", 1)}


def panel(request: Request, line: ProposalLine) -> Table | None:
    """What a proposal's page shows: the decisions on it, and what is, or was, put to bodies. None where there is
    neither. One query."""
    made, put = queries.on_proposal(request.lens, line.key)
    if not made and not put:
        return None
    columns = (
        Column("when", "Day", Kind.DATE),
        Column("body", "Body"),
        Column("outcome", "Outcome"),
        Column("objectives", register.objectives_name(), none="–"),
        Column("review", "Review", none="–"),
        Column("notes", "Note", none="–"),
    )
    rows = [(one.order[:2], _decided_row(request, one)) for one in made]
    rows += [((one.meeting, one.meeting), _put_row(one, request.lens.valid_at)) for one in put]
    ordered = tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
    return Table("Decisions", columns, ordered, stack=True)


def _decided_row(request: Request, one: Decision) -> dict[str, Any]:
    return {
        "when": dated(one.when),
        "body": one.body_name,
        "outcome": _outcome(request, one),
        "objectives": letters(one.objectives) or None,
        "review": _review(one.review) if one.review else None,
        "notes": _short(one) or None,
    }


def _put_row(one: Presented, on: date) -> dict[str, Any]:
    return {
        "when": one.meeting,
        "body": vocabulary.body_name(one.body),
        "outcome": ("; ".join(one.words), ASKED[one.meeting >= on]),
        "notes": one.note or None,
    }


def _review(review: Review) -> Any:
    return (f"{review.to_name}: {review.about}", REVIEWS[review.is_settled])
