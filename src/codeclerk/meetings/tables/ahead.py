"""The tables of what is due before meetings: on the page, and as CSV, Excel and JSON."""

from __future__ import annotations

from collections.abc import Iterable

from codeclerk.kernel.calendar import DateStyle, format_date
from codeclerk.meetings.rules.ahead import PaperDue, ProvisionalAgenda, When, when_of
from codeclerk.meetings.tables.meetings import AGENDA_NOTE, PAPER_NOTE, meeting_link
from codeclerk.people.middleware import Request
from codeclerk.register.tables import proposal_link
from codeclerk.ui.tables import Column, Empty, Kind, Table
from codeclerk.ui.tags import Tag, marker_tag

PAPERS = {
    When.TODAY: Tag("due today", "warn", 0),
    When.AHEAD: Tag("to come", "info", 1),
    When.PASSED: Tag("were due", "grey", 2, "The Paper Day has passed; the meeting is to come."),
}
AGENDAS = {
    When.TODAY: Tag("announced today", "warn", 0),
    When.PASSED: Tag("announced", "good", 1, "Its day has come. It is provisional until the meeting is held."),
    When.AHEAD: Tag("being drawn up", "info", 2, "It is announced on its day and may still change."),
}
NO_PAPER = Empty(
    "No paper is due",
    "Nothing is recorded on the agenda of a meeting to come whose Paper Day is known.",
    "Put proposals on the agenda of a meeting, or record what is put to it.",
)
NO_AGENDA = Empty(
    "No provisional agenda",
    "No meeting is planned for which a provisional agenda is announced.",
    "Plan the next meeting of the Working Group.",
)


def papers_due_table(request: Request, found: Iterable[PaperDue]) -> Table:
    """What is due by which Paper Day."""
    columns = (
        Column("paper_day", "Paper Day", Kind.DATE, notes=(1,)),
        Column("standing", "Standing", Kind.TAG),
        Column("meeting", "Meeting"),
        Column("day", "Meets on", Kind.DATE),
        Column("proposal", "Proposal", Kind.REFERENCE),
        Column("title", "Title", none="no title known"),
        Column("asks", "The paper asks the body to", none="not recorded"),
        Column("source", "Source", Kind.REFERENCE, none="no paper named"),
    )
    rows = tuple(
        {
            "paper_day": one.day,
            "standing": PAPERS[when_of(one.day, request.lens.valid_at)],
            "meeting": meeting_link(request, one.meeting, one.meeting.name),
            "day": one.meeting.day,
            "proposal": proposal_link(request, one.number),
            "title": one.title or None,
            "asks": one.asks or None,
            "source": ", ".join(one.sources) or None,
        }
        for one in found
    )
    return Table("Papers due", columns, rows, footnotes=(PAPER_NOTE,), empty=NO_PAPER, stack=True)


def agendas_table(request: Request, found: Iterable[ProvisionalAgenda]) -> Table:
    """The provisional agendas, with the day of each and what is on it."""
    columns = (
        Column("announced", "Announced on", Kind.DATE, notes=(1,)),
        Column("sure", "How known", Kind.TAG),
        Column("standing", "Standing", Kind.TAG),
        Column("meeting", "Meeting"),
        Column("day", "Meets on"),
        Column("agenda", "On it", none="nothing recorded yet"),
    )
    rows = tuple(
        {
            "announced": one.announced,
            "sure": marker_tag("inferred" if one.is_inferred else "reported"),
            "standing": AGENDAS[when_of(one.announced, request.lens.valid_at)],
            "meeting": meeting_link(request, one.meeting, one.meeting.name),
            "day": format_date(one.meeting.day, DateStyle.WEEKDAY),
            "agenda": tuple(proposal_link(request, item.number) for item in one.items) or None,
        }
        for one in found
    )
    return Table("Provisional agendas", columns, rows, footnotes=(AGENDA_NOTE,), empty=NO_AGENDA, stack=True)
