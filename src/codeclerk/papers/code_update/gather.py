"""Reads the record for an update: each query once, through one lens. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from codeclerk.committees.queries import allocations
from codeclerk.committees.rules.contents import GroupState
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.engagement import queries as engagement
from codeclerk.engagement.vocabulary import helpdesk
from codeclerk.kernel.calendar import Month
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Bodies, Body
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings import queries as meetings
from codeclerk.meetings.queries import Meeting
from codeclerk.papers.change_status.gather import wording
from codeclerk.papers.change_status.record import AUTHORITY, CHANGE_BOARD, PANEL
from codeclerk.papers.code_update.record import CLOSED, DEFINE, REFINE, Designation, Recipient, Record, Status
from codeclerk.register import groups, vocabulary
from codeclerk.register import queries as register
from codeclerk.register.queries import ProposalLine
from codeclerk.register.queries.grid import grid_of, group_of
from codeclerk.register.rules.numbers import digits_of
from codeclerk.register.rules.timetable_grid import window
from codeclerk.releases import queries as releases
from codeclerk.sources import queries as sources
from codeclerk.sources.rules.claims import Question, Reading

VERSION, MEETING = "version.date", "meeting.date"
"""What claims on the code say of its versions, and claims on committees of their meetings."""


def gather(lens: Lens, panel: str, since: date) -> Record:
    """Everything that the update to a panel needs, for what happened from a day on."""
    pack = running_pack()
    open_stages = tuple(one.id for one in vocabulary.stages() if one.id != CLOSED)
    lines = register.proposals(lens, register.Filters(stages=open_stages))
    held = meetings.meetings(lens)
    grouped = dict(group_of(lens, lines))
    known = _Known.read(lens, pack.head.id)
    bodies = {one.id: one for one in pack.of(Bodies).bodies}
    shown = groups.names(lens.valid_at)
    return Record(
        code=pack.head.title,
        short=pack.head.id.upper(),
        as_at=lens.valid_at,
        known_at=lens.known_at,
        since=since,
        recipient=known.recipient(panel, lens.valid_at),
        lines=lines,
        new=_new(lens, lines, since),
        groups=_with_only(lines, shown, grouped),
        proposed={**groups.printed(lens, lines, groups.PROPOSED), **_proposed(lens, bodies)},
        working_groups=tuple(one for one in bodies.values() if one.abbreviation in shown),
        deciding=tuple(bodies[id] for id in (CHANGE_BOARD, AUTHORITY) if id in bodies),
        panel=bodies[PANEL],
        last_met={one.body: one for one in held if one.state == "held" and one.day <= lens.valid_at},
        next_panel=_next(held, lens.valid_at),
        statuses=_statuses(lines, lens.valid_at),
        designations=known.designations(since, lens.valid_at),
        days=engagement.coming(lens),
        consultations=tuple(
            one
            for one in consultations.consultations(lens)
            if one.issued is not None and one.issued.first <= lens.valid_at and (one.last_day or date.max) >= since
        ),
        decisions=decisions.decisions(lens, bodies=(CHANGE_BOARD, AUTHORITY), first=since, last=lens.valid_at),
        awaiting=decisions.awaiting_authority(lens),
        releases=tuple(one for one in releases.releases(lens, since=lens.valid_at) if not one.is_past(lens.valid_at)),
        grid=grid_of(lens, lines, window(lens.valid_at), grouped),
        wording=wording(),
        helpdesk=helpdesk(lens.valid_at),
        affected=vocabulary.affected_names(),
    )


def _proposed(lens: Lens, bodies: Mapping[str, Body]) -> dict[str, str]:
    """The Working Groups to which proposals are to go, as committees have it. Three queries at most."""
    return {
        one.proposal: bodies[one.group].abbreviation
        for one in allocations(lens)
        if one.allocation.content.state is GroupState.PROPOSED and one.group in bodies
    }


def _with_only(lines: Iterable[ProposalLine], shown: Mapping[str, str], grouped: Mapping[str, str]) -> dict[str, str]:
    """The Working Groups of proposals; where the process has a single one, it has every proposal in refinement."""
    if len(shown) != 1:
        return dict(grouped)
    (only,) = shown
    return {line.key: only for line in lines if line.stage == REFINE} | dict(grouped)


def _new(lens: Lens, lines: Iterable[ProposalLine], since: date) -> dict[str, bool]:
    """Key of each new proposal -> whether that is inferred. Those raised since a day are new; where no source says when
    one was raised, those in the first stage that are named since then only, under higher numbers than any before. One
    query."""
    before = register.numbers_at(lens.at(since - timedelta(days=1)))
    highest = max((digits_of(key)[0] for key in before), default=0)
    found = {}
    for line in lines:
        if line.raised is not None:
            if line.raised.last >= since:
                found[line.key] = False
        elif line.stage == DEFINE and line.first_day >= since and digits_of(line.key)[0] > highest:
            found[line.key] = True
    return found


def _next(held: Iterable[Meeting], day: date) -> Meeting | None:
    coming = [one for one in held if one.body == PANEL and one.state == "planned" and one.day >= day]
    return min(coming, key=lambda one: one.day, default=None)


def _statuses(lines: Iterable[ProposalLine], day: date) -> tuple[Status, ...]:
    """The statuses of open proposals in the version of the process in force, and in those that some still follow."""
    used = {line.profile for line in lines} | {vocabulary.profile_at(day).id}
    return tuple(
        Status(profile.id, one.id, one.name, one.stage, tuple((part.id, part.name) for part in one.parts))
        for profile in vocabulary.profiles()
        if profile.id in used
        for one in profile.statuses
        if one.stage != CLOSED
    )


class _Known:
    """What sources say of the code itself and of the committees of others."""

    def __init__(self, readings: dict[Question, Reading], code: str) -> None:
        self._of_code = [r for q, r in readings.items() if q.kind == "code" and q.name.casefold() == code.casefold()]
        self._of_committees = [r for q, r in readings.items() if q.kind == "committee"]

    @classmethod
    def read(cls, lens: Lens, code: str) -> _Known:
        """Two queries at most."""
        return cls(sources.readings(lens, properties=(VERSION, MEETING)), code)

    def designations(self, since: date, day: date) -> tuple[Designation, ...]:
        """The versions that took effect from one day to the other, by day."""
        found = [
            Designation(one.question.qualifier, when, _note(one), one.claims[0].place, one.claims[0].key)
            for one in self._of_code
            if one.question.property == VERSION and (when := _day(one)) is not None and since <= when <= day
        ]
        return tuple(sorted(found, key=lambda one: (one.day, one.version)))

    def recipient(self, name: str, day: date) -> Recipient:
        """The panel of the other code, with its next meeting where a source gives the day."""
        coming = [
            (when, one.claims[0].place)
            for one in self._of_committees
            if one.question.property == MEETING
            and one.question.name.casefold() == name.casefold()
            and (when := _day(one)) is not None
            and when >= day
        ]
        if not coming:
            return Recipient(name)
        when, place = min(coming)
        return Recipient(name, when, place)


def _day(reading: Reading) -> date | None:
    when = reading.measure.when if reading.measure is not None else None
    return when.first if when is not None and when.is_day else None


def _note(reading: Reading) -> str:
    return next((claim.note for claim in reading.claims if claim.note), "")


def a_month_before(day: date) -> date:
    """The day after the same day of the month before: what an update covers when nobody says since when."""
    total = day.year * 12 + day.month - 2
    month = Month(total // 12, total % 12 + 1)
    return min(date(month.year, month.month, min(day.day, month.last_day.day)), day)
