"""The headline report as a kind of paper: from a lens and a meeting to the paper."""

from __future__ import annotations

from django.urls import reverse

from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendar import Month, format_date
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.kernel.packs import Classifications
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings import queries as meetings
from codeclerk.meetings import vocabulary
from codeclerk.meetings.queries.running import course_of
from codeclerk.meetings.reports import headline
from codeclerk.papers import registry
from codeclerk.papers.headline_report.compose import Cover, compose
from codeclerk.papers.headline_report.record import KIND, TITLE, Record
from codeclerk.papers.house import terms_of
from codeclerk.papers.model import Paper
from codeclerk.papers.windows import Covered
from codeclerk.people.queries import names_as_at

MEETING = registry.Asked("meeting", "Meeting", "its key, such as panel-2021-03-12", subject="meeting")
DESCRIBES = "What a meeting decided and noted, who was there by seat, and which actions it gave."

NO_MEETING = Reason(
    "papers.no_meeting",
    rule="a headline report is about one meeting",
    problem="{object} names no meeting",
    remedy="Give the key of one: on a page as ?meeting=panel-2021-03-12, on the command line as "
    "--set meeting=panel-2021-03-12.",
)
NOT_HELD = Reason(
    "papers.meeting_not_held",
    rule="a headline report is about a meeting that was held",
    problem="no source says that the {object} met on {day}",
    remedy="Record that the meeting was held, or look at a later day.",
    kind=Kind.CONFLICT,
)


def build(lens: Lens, params: registry.Params) -> Paper:
    """The report on a meeting, as the record stands at the lens. Refuses a key that names none, and a meeting that was
    not held."""
    registry.check_values(TITLE, params, (MEETING.name,))
    key = params.values.get(MEETING.name, "").strip()
    if not key:
        raise NO_MEETING.refuse(f"the report of {params.period}", field="values")
    return compose(gather(lens, key), _cover(params))


def gather(lens: Lens, key: str) -> Record:
    """Everything that the report needs. At most ten queries."""
    one = meetings.meeting(lens, key)
    if one.state is not meetings.State.HELD:
        raise NOT_HELD.refuse(one.body_name, day=format_date(one.day), field="values")
    course = course_of(lens, one)
    seated = {there.organisation for there in course.there} - {""}
    return Record(
        as_at=lens.valid_at,
        known_at=lens.known_at,
        meeting=one,
        course=course,
        decided=decisions.decisions(lens, bodies=(one.body,), first=one.day, last=one.day),
        outcomes=vocabulary.outcomes(),
        organisations=names_as_at(lens, seated) if seated else {},
        reference=vocabulary.reference_of(one.body, one.day),
        mode=vocabulary.mode_label(one.mode),
    )


def _cover(params: registry.Params) -> Cover:
    classification = params.classification or Classification.WHITE
    pack = running_pack()
    return Cover(
        reference=params.reference,
        classification=classification,
        sharing=pack.of(Classifications).classify(classification.value).sharing,
        row_pages=(
            ("proposal", reverse("register:proposal", args=["NUMBER"]).replace("NUMBER", "{}")),
            ("meeting", reverse("meetings:meeting", args=["KEY"]).replace("KEY", "{}")),
        ),
        terms=terms_of(pack),
    )


def covers(lens: Lens, params: registry.Params) -> tuple[Covered, ...]:
    """The day of the meeting, and what became of its actions until the day of the report. Two queries."""
    one = meetings.meeting(lens, params.values.get(MEETING.name, ""))
    return (Covered("The meeting", one.day, lens.valid_at, "what happened there, and how its actions stand since"),)


def address_of(meeting: meetings.Meeting) -> str:
    """The page of the report on a meeting that was held, in the month of that; empty for another."""
    if meeting.state is not meetings.State.HELD:
        return ""
    period = Month(meeting.day.year, meeting.day.month).isoformat()
    return f"{reverse('papers:draft', args=[KIND, period])}?meeting={meeting.key}"


def register_kind() -> None:
    """Make it a kind of paper. Called when the application is ready."""
    headline.provide(address_of)
    registry.register(KIND, TITLE, build, describes=DESCRIBES, asks=(MEETING,), covers=covers)
