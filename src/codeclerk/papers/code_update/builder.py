"""The update to another panel as a kind of paper: from a lens and a day to the paper."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from codeclerk.kernel.calendar import format_date, parse_date
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.kernel.packs import Classifications
from codeclerk.kernel.publishing import running_pack
from codeclerk.papers import registry
from codeclerk.papers.code_update.compose import compose
from codeclerk.papers.code_update.front import Cover
from codeclerk.papers.code_update.gather import a_month_before, gather
from codeclerk.papers.code_update.record import KIND, TITLE
from codeclerk.papers.house import terms_of
from codeclerk.papers.model import Paper
from codeclerk.papers.windows import Covered

PANEL, SINCE = "panel", "since"
DEFAULT_PANEL = "DCUSA Panel"
DESCRIBES = "What happened under this code since the panel of another one met last, for that panel."

SINCE_LATER = Reason(
    "papers.since_later",
    rule="an update covers the days up to its own",
    problem="{object} is after {day}, the day of the update",
    remedy="Give the day of the last meeting of the panel that gets it, as --set since=2016-10-19.",
)


def build(lens: Lens, params: registry.Params) -> Paper:
    """The update as the record stands at the lens."""
    registry.check_values(TITLE, params, (PANEL, SINCE))
    panel = " ".join(params.values.get(PANEL, "").split()) or DEFAULT_PANEL
    return compose(gather(lens, panel, _since(lens, params)), _cover(params))


def _since(lens: Lens, params: registry.Params) -> date:
    """The first day that it covers. Refuses a day after that of the update."""
    text = params.values.get(SINCE, "").strip()
    if not text:
        return a_month_before(lens.valid_at)
    day = parse_date(text)
    if day > lens.valid_at:
        raise SINCE_LATER.refuse(format_date(day), day=format_date(lens.valid_at), field="values")
    return day


def _cover(params: registry.Params) -> Cover:
    classification = params.classification or Classification.WHITE
    pack = running_pack()
    return Cover(
        reference=params.reference,
        classification=classification,
        sharing=pack.of(Classifications).classify(classification.value).sharing,
        row_pages=(
            ("proposal", reverse("register:proposal", args=["NUMBER"]).replace("NUMBER", "{}")),
            ("release", reverse("releases:release", args=["KEY"]).replace("KEY", "{}")),
            ("engagement", reverse("engagement:day", args=["KEY"]).replace("KEY", "{}")),
            ("meeting", reverse("meetings:meeting", args=["KEY"]).replace("KEY", "{}")),
        ),
        terms=terms_of(pack),
    )


def covers(lens: Lens, params: registry.Params) -> tuple[Covered, ...]:
    """The window of the update. No query."""
    given = bool(params.values.get(SINCE, "").strip())
    why = "since the day that was named" if given else "one month, as no source gives the panel's last meeting"
    return (
        Covered("What happened", _since(lens, params), lens.valid_at, why),
        Covered("How things stand", None, lens.valid_at, "the paper shows the record at the end of its day"),
    )


def _is_made() -> bool:
    return KIND in running_pack().head.papers


def register_kind() -> None:
    """Make it a kind of paper. Called when the application is ready."""
    registry.register(KIND, TITLE, build, describes=DESCRIBES, covers=covers, is_made=_is_made)
