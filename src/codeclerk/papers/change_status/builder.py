"""The Change Status Report as a kind of paper: from a lens and a month to the paper."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from codeclerk.kernel.calendar import Month
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.kernel.packs import Bodies, Body, Classifications
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings import queries as meetings
from codeclerk.meetings.rules import paper_day as paper_day_of
from codeclerk.meetings.rules import pattern_days
from codeclerk.papers import registry
from codeclerk.papers.change_status.compose import compose
from codeclerk.papers.change_status.front import KIND, TITLE, Cover, PanelMeeting
from codeclerk.papers.change_status.gather import gather
from codeclerk.papers.change_status.periods import Periods
from codeclerk.papers.change_status.record import PANEL, Record
from codeclerk.papers.house import terms_of
from codeclerk.papers.model import Paper
from codeclerk.papers.windows import Covered, between_meetings
from codeclerk.register import references, vocabulary

VALUES = ("reference",)
DESCRIBES = "Where every proposal, assessment, vote and release stands: monthly, for the Panel."


def build(lens: Lens, params: registry.Params) -> Paper:
    """The report of a month, as the record stands at the lens."""
    registry.check_values(TITLE, params, VALUES)
    periods = Periods(params.period, lens.valid_at)
    record = gather(lens, periods, before=min(paper_day(periods.month), lens.valid_at))
    return compose(record, _cover(record, params))


def _cover(record: Record, params: registry.Params) -> Cover:
    classification = params.classification or Classification.WHITE
    return Cover(
        title=f"{TITLE} – {params.period}",
        reference=params.reference or params.values.get("reference", ""),
        classification=classification,
        sharing=running_pack().of(Classifications).classify(classification.value).sharing,
        meeting=_meeting(record),
        row_pages=(("proposal", _pattern("register:proposal", "NUMBER")),),
        terms=terms_of(running_pack()),
        marking=_marking(),
    )


def _pattern(name: str, argument: str) -> str:
    """The address of a page with `{}` for what it is about."""
    return reverse(name, args=[argument]).replace(argument, "{}")


def _meeting(record: Record) -> PanelMeeting | None:
    """The Panel's next meeting after the as-at day."""
    found = record.next_planned(PANEL)
    if found is None:
        return None
    series = next((one for one in vocabulary.paper_series() if one.body == PANEL), None)
    label = str(references.issue(series, found.number, found.day)) if series and found.number else ""
    return PanelMeeting(found.number, found.day, label)


def _marking() -> str:
    """How the DCC marks what everybody may see: `DCC Public`."""
    known = running_pack().of(Classifications)
    public = next(one.id for one in known.classifications if one.rank == 0)
    found = (one.name for one in known.markings if one.issuer == "DCC" and one.classification == public)
    return next(found, "")


# --- the day that a month's report looks at


AROUND = timedelta(days=62)
"""So far before and after a report its meetings of the Panel are looked for: it meets every month."""


def covers(lens: Lens, params: registry.Params) -> tuple[Covered, ...]:
    """The windows of the report of a month: its own, and from one meeting of the Panel to the next. Two queries."""
    on = lens.valid_at
    panel = _panel()
    around = meetings.meetings(lens, body=PANEL, first=on - AROUND, last=on + AROUND)
    between = between_meetings(panel.name, around, pattern_days(panel, on - AROUND, on + AROUND), on)
    return (*Periods(params.period, on).covered, *([between] if between else []))


def _panel() -> Body:
    return next(one for one in running_pack().of(Bodies).bodies if one.id == PANEL)


def paper_day(period: Month) -> date:
    """The day on which the papers of the month's Panel meeting are issued (CSR:34-50, G060), if the meeting is on the
    first day that its pattern allows. The end of the month where the pack has no pattern or no rule for papers.
    """
    panel = _panel()
    pattern = panel.pattern_on(period.last_day)
    day = paper_day_of(panel, pattern.dates(period.year, period.month)[0]) if pattern is not None else None
    return day or period.last_day


def _is_made() -> bool:
    return KIND in running_pack().head.papers


def register() -> None:
    """Make it a kind of paper. Called when the application is ready."""
    registry.register(KIND, TITLE, build, describes=DESCRIBES, as_at=paper_day, covers=covers, is_made=_is_made)
