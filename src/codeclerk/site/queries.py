"""What the home page shows, through a lens: a dozen queries at most for any reader, however much the record holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from codeclerk.assessments import queries as assessments
from codeclerk.committees import queries as committees
from codeclerk.consultations import queries as consultations
from codeclerk.derogations import queries as derogations
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.lens import Lens
from codeclerk.meetings import queries as meetings
from codeclerk.meetings.queries.actions import open_actions
from codeclerk.papers import queries as papers
from codeclerk.register import vocabulary
from codeclerk.register.queries import register_begins
from codeclerk.register.queries.kept import Kept
from codeclerk.register.queries.overview import Overview, not_confirmed, overview
from codeclerk.releases import queries as releases
from codeclerk.site import dues, late, rules
from codeclerk.site.changes import changes
from codeclerk.site.rules import Day, Due, Printed
from codeclerk.sources.queries import figures as sources

MOST_TOLD, A_DAY = 9, 5
"""So many things that changed are told on the home page, and so many of one day."""
MOST_PAPERS = 5
MOST_DAYS = 6
_GLANCE = Kept(lambda lens: overview(lens, lens.valid_at + timedelta(weeks=rules.WEEKS_AHEAD)), most=8)
"""The register at a glance, kept until something is recorded. It is public, and the same for every reader."""
OPEN_COUNT, MEAN_AGE, OPEN = "report.proposals", "report.mean_age_wd", "open"
"""What reports print of the proposals that are not decided: how many there are, and how old (CSR:439)."""


@dataclass(frozen=True)
class StageLine:
    """A stage: how many proposals the record names in it, and what sources print of the same count."""

    id: str
    name: str
    meaning: str
    count: int
    printed: tuple[Printed, ...]


@dataclass(frozen=True)
class KnownDay:
    """A day on which documents were published: the record knows it well."""

    day: date
    documents: tuple[sources.Named, ...]


@dataclass(frozen=True)
class OpenConsultation:
    """A consultation that can be answered. `left`: Working Days after the day to its last one; None for none known."""

    key: str
    kind_name: str
    proposal: str
    closes: date | None
    left: int | None


@dataclass(frozen=True)
class LateAssessment:
    """An assessment that is not returned and was due, or is expected only after it is due.

    `by`: Working Days by which it is late on the day, 0 while it is only expected to be.
    """

    key: str
    kind_name: str
    proposal: str
    due: date
    by: int
    expected: date | None
    explanation: str


@dataclass(frozen=True)
class Home:
    """The home page at a lens.

    `last` is the day of the latest thing that happened by then; None for a record in which nothing had. `names` has the
    documents that the page names, by hash.
    """

    register: Overview
    stages: tuple[StageLine, ...]
    not_known: int
    open_printed: tuple[Printed, ...]
    age_printed: tuple[Printed, ...]
    dues: tuple[Due, ...]
    consultations: tuple[OpenConsultation, ...]
    assessed: int
    late: tuple[LateAssessment, ...]
    told: tuple[Day, ...]
    last: date | None
    papers: tuple[papers.IssuedView, ...]
    names: Mapping[str, sources.Named]
    days: tuple[KnownDay, ...] = ()
    begins: date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is in the register."""
        return not self.register.numbers


def everything_due(lens: Lens, weeks: int = rules.WEEKS_AHEAD * 2) -> tuple[Due, ...]:
    """Everything that should have happened and is not known to have, and everything due within so many weeks, by day.
    Twelve queries, however much the record holds."""
    on, calendar = lens.valid_at, calendar_at(lens)
    glance = overview(lens, on + timedelta(weeks=weeks))
    numbers = glance.numbers
    assessed = assessments.running(lens)
    consulted = consultations.consultations(lens, named=False)
    planned = meetings.meetings(lens)
    days = releases.release_days(lens)
    actions = open_actions(lens)
    ahead = [one for one in planned if one.state is meetings.State.PLANNED and one.day >= on]
    return rules.coming(
        [
            *dues.of_assessments(assessed, numbers, on),
            *late.of_assessments(assessed, numbers, on),
            *dues.of_timetables(glance.coming, numbers, on),
            *late.of_timetables(not_confirmed(lens), numbers),
            *dues.of_consultations(consulted, numbers, on),
            *late.of_consultations(consulted, numbers, on),
            *dues.of_inputs(committees.inputs(lens, named=False), numbers),
            *dues.of_meetings(ahead, numbers, on, calendar),
            *late.of_meetings(planned, on),
            *dues.of_actions(actions, on),
            *late.of_actions(actions, on),
            *dues.of_releases(days, on),
            *dues.of_derogations(derogations.brief(lens), days, on),
        ],
        on,
        weeks,
    )


def home(lens: Lens) -> Home:
    """Everything on the home page."""
    on, calendar = lens.valid_at, calendar_at(lens)
    glance = _GLANCE.at(lens)
    numbers = glance.numbers
    assessed = assessments.running(lens)
    consulted = consultations.consultations(lens, named=False)
    days = releases.release_days(lens)
    due = rules.coming(
        [
            *dues.of_assessments(assessed, numbers, on),
            *dues.of_timetables(glance.coming, numbers, on),
            *dues.of_consultations(consulted, numbers, on),
            *dues.of_meetings(meetings.coming(lens), numbers, on, calendar),
            *dues.of_releases(days, on),
            *dues.of_derogations(derogations.brief(lens), days, on),
        ],
        on,
    )
    open_now = _open(consulted, on, calendar)
    happened = changes(lens)
    told = rules.told(happened, MOST_TOLD, A_DAY)
    of_stages = [f"stage.count.{stage.id}" for stage in vocabulary.stages()]
    counted = sources.figures(lens, [*of_stages, OPEN_COUNT, MEAN_AGE])
    last = max((one.day for one in happened), default=None)
    quiet = rules.is_quiet(last, on)
    documents = _documents(lens, counted, told, all_of_them=quiet)
    names = {one.sha256: one for one in documents}
    printed = _printed(counted, names)
    return Home(
        register=glance,
        stages=_stages(glance, printed, on),
        open_printed=rules.reported(printed.get(OPEN_COUNT, ()), on),
        age_printed=rules.reported(printed.get(MEAN_AGE, ()), on),
        not_known=glance.counts.get("", 0),
        dues=due,
        consultations=open_now,
        assessed=sum(1 for one in assessed if one.standing(on) is assessments.Standing.OPEN),
        late=_late(assessed, on),
        told=told,
        last=last,
        papers=tuple(papers.issued(lens)[:MOST_PAPERS]),
        names=names,
        days=_known_days(documents) if quiet else (),
        begins=register_begins(lens) if not glance.numbers else None,
    )


def _documents(
    lens: Lens, counted: Sequence[sources.Figure], told: Sequence[Day], *, all_of_them: bool
) -> Sequence[sources.Named]:
    """The documents that the page names, or all of them where it offers the days of their publication. One query."""
    if all_of_them:
        return sources.every(lens)
    places = [place for day in told for one in day.told for place in one.places]
    hashes = {one.document for one in counted} | {document for document, _ in places if document}
    return tuple(sources.names(lens, hashes).values())


def _known_days(documents: Sequence[sources.Named]) -> tuple[KnownDay, ...]:
    """The days on which these documents were published, newest first."""
    by_day: dict[date, list[sources.Named]] = {}
    for one in documents:
        if one.published is not None:
            by_day.setdefault(one.published, []).append(one)
    return tuple(KnownDay(day, tuple(same)) for day, same in list(by_day.items())[:MOST_DAYS])


def _open(every: Sequence[consultations.Consultation], on: date, calendar: Calendar) -> tuple[OpenConsultation, ...]:
    """Those that are open, the one that closes first in front; of one without a known close nobody can say when."""
    found = [one for one in every if one.standing is consultations.Standing.OPEN]
    found.sort(key=lambda one: (one.last_day or date.max, one.key))
    return tuple(
        OpenConsultation(
            key=one.key,
            kind_name=one.kind_name,
            proposal=one.proposal,
            closes=one.last_day,
            left=rules.working_days_left(one.last_day, on, calendar) if one.last_day else None,
        )
        for one in found
    )


def _late(every: Sequence[assessments.Assessment], on: date) -> tuple[LateAssessment, ...]:
    """Those that are late, the one that was due first in front."""
    found = [
        LateAssessment(
            key=one.key,
            kind_name=dues.assessment_name(one.kind),
            proposal=one.proposal,
            due=one.deadline.due,
            by=one.deadline.late_by(on),
            expected=one.expected[-1] if one.expected else None,
            explanation=one.deadline.explanation,
        )
        for one in every
        if one.deadline is not None and one.is_late(on)
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.key)))


def _stages(glance: Overview, printed: Mapping[str, Sequence[Printed]], on: date) -> tuple[StageLine, ...]:
    return tuple(
        StageLine(
            id=stage.id,
            name=stage.name,
            meaning=stage.meaning,
            count=glance.counts[stage.id],
            printed=rules.reported(printed.get(f"stage.count.{stage.id}", ()), on),
        )
        for stage in vocabulary.stages()
    )


def _printed(figures: Sequence[sources.Figure], names: Mapping[str, sources.Named]) -> dict[str, list[Printed]]:
    """What sources print of each property, of open proposals where it says of which. A figure that names no day speaks
    of the day of its publication."""
    found: dict[str, list[Printed]] = {}
    for one in figures:
        name = names.get(one.document)
        day = one.about or (name.published if name else None)
        if name is not None and day is not None and one.qualifier in ("", OPEN):
            found.setdefault(one.property, []).append(Printed(one.value, day, one.document, name.name, one.locator))
    return found
