"""Code updates, governance, and what happened to proposals since the last update (DCUSA:11-174). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.papers.build import bullets, count_of, paragraph, sentence, table
from codeclerk.papers.code_update.front import is_verbal
from codeclerk.papers.code_update.record import Designation, Record
from codeclerk.papers.model import Block, Column, Figure, Form, Item, Noun, Section, Standing
from codeclerk.papers.phrases import MODIFICATION_PROPOSAL, day, joined, keys_of, named, on
from codeclerk.papers.runs import Loose, Runs, runs
from codeclerk.papers.words import either

if TYPE_CHECKING:
    from codeclerk.engagement.queries import Engagement
    from codeclerk.register.queries import ProposalLine

VERBAL = "verbal"


def designations(record: Record) -> Section:
    """The versions of the code that were designated since the last update."""
    found = record.designations
    noun = Noun("version")
    count = count_of(tuple(f"claim:{one.claim}" for one in found), noun)
    lead = sentence("There {has} been {count} of the {code} designated since {since}", count, code=record.short,
                    since=day(record.since))  # fmt: skip
    rows = [(f"{record.short} {one.version}", _effective(one), one.words) for one in found]
    made = table(
        "Versions of the code that were designated",
        (Column("version", "Version"), Column("effective", "Effective"), Column("changes", "What it changes", width=4)),
        rows,
        key="designations",
    )
    blocks: tuple[Block, ...] = (paragraph(lead, ":"), made) if found else (paragraph(lead, "."),)
    return Section("Code Updates", blocks, key="code-updates")


def _effective(one: Designation) -> Figure:
    return Figure(one.day, standing=Standing.REPORTED, source=one.place, rows=(f"claim:{one.claim}",))


def governance(record: Record) -> Section:
    """Days for the people of the industry that are to come, with what they are about (DCUSA:54-80)."""
    items = [_engagement(record, one) for one in record.days]
    blocks = (bullets(items),) if items else ()
    return Section(f"{record.short} Governance Updates", blocks, empty="No event is to come, as far as is recorded.")


def _engagement(record: Record, one: Engagement) -> Item:
    """A day, whom it is for, where, and until when places are booked; its topics below it."""
    for_whom = ", ".join(record.affected.get(("party_categories", id), id) for id in one.categories)
    said: list[Loose] = [f"{one.title} on ", day(one.first, DateStyle.WEEKDAY, (f"engagement:{one.key}",))]
    said.append(f", for {for_whom}" if for_whom else "")
    said.append(f", {one.where}" if one.where else "")
    if one.takes_bookings(record.as_at):
        whom = f" with the {record.helpdesk.name}" if record.helpdesk else ""
        said += [f". Places are booked{whom} until ", day(one.last_booking_day)]
    about = [Item(runs(topic.text)) for topic in one.topics]
    return Item(runs(*said, ". It is about:" if about else "."), tuple(about))


def general(record: Record) -> Section:
    """Consultations of the window, proposals on hold, and what goes to the Panel next."""
    items = [*_consultations(record), *_held(record), *_to_panel(record)]
    return Section(
        "General Updates",
        (bullets(items),) if items else (),
        empty=f"Nothing else happened to a proposal from {format_date(record.since)} on.",
    )


def _consultations(record: Record) -> Iterable[Runs]:
    for one in record.consultations:
        if one.issued is None:
            continue
        rows = (f"proposal:{one.number}",)
        said: list[Loose] = [named(one.number), f": the {one.kind_name} was issued "]
        closing: list[Loose] = []
        if one.last_day is not None:
            verb = "closed" if one.last_day <= record.as_at else "closes"
            closing = [f" and {verb} on ", day(one.last_day, rows=rows)]
        yield runs(*said, *on(one.issued, rows), *closing, ".")


def _held(record: Record) -> Iterable[Runs]:
    for line in record.lines:
        if not line.is_held:
            continue
        said: list[Loose] = [named(line.number), ": on hold"]
        if line.held_until is not None:
            said += [" until ", day(line.held_until, rows=keys_of([line.number]))]
        said.append(f". {line.hold_reason}" if line.hold_reason else ".")
        if is_verbal(record) and line.held_until is not None and line.held_until > record.as_at:
            said.append(f" What comes of it by then is reported verbally ({VERBAL}).")
        yield runs(*said)


def _to_panel(record: Record) -> Iterable[Runs]:
    """What is on the agenda of the Panel's next meeting."""
    meeting = record.next_panel
    if meeting is None:
        return
    mark = f" ({VERBAL})" if is_verbal(record) else ""
    for item in meeting.agenda:
        coming = runs(named(item.number), f": before the {record.panel.name} on ", day(meeting.day), f"{mark}.")
        yield coming


def new(record: Record) -> Section:
    """The proposals that are new, each with its summary and the Working Group that it is to go to."""
    found = [line for line in record.lines if line.key in record.new]
    count = count_of(keys_of(line.number for line in found), MODIFICATION_PROPOSAL, Form.CAPITAL_WORDS)
    lead = sentence("{count} {has} been submitted since {since}", count, since=day(record.since))
    if not found:
        return Section("New Proposals", (paragraph(lead, "."),))
    rows = [
        (
            named(line.number, record.title(line)),
            line.summary or Figure(None, none="no summary recorded"),
            _goes_to(record, line.key),
        )
        for line in found
    ]
    made = table(
        "New Modification Proposals",
        (
            Column("proposal", "Modification Proposal", width=3),
            Column("summary", "Summary", width=5),
            Column("group", "Proposed for", width=2),
        ),
        rows,
        key="new",
    )
    return Section("New Proposals", (paragraph(lead, ":"), made, *_unsure(record, found)))


def _unsure(record: Record, found: Iterable[ProposalLine]) -> tuple[Block, ...]:
    """Those of which no source says when they were raised."""
    unsure = [named(line.number) for line in found if record.new[line.key]]
    if not unsure:
        return ()
    return (
        paragraph(
            "No source gives the day on which ",
            joined(unsure),
            either(len(unsure), " was", " were"),
            " raised: no source names ",
            either(len(unsure), "it", "them"),
            " earlier, and every number before is lower.",
        ),
    )


def _goes_to(record: Record, key: str) -> Loose:
    name = record.groups.get(key) or record.proposed.get(key)
    known = {one.abbreviation: one.name for one in record.working_groups}
    return known.get(name, name) if name else Figure(None, none="not proposed for a group")
