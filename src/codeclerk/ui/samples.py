"""What the style page shows. Made-up rows in the shape of the register; nothing here is part of any record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from codeclerk.kernel.errors import Kind as RefusalKind
from codeclerk.kernel.errors import Reason, Refusal
from codeclerk.ui.charts import Chart, Form, Series
from codeclerk.ui.forms import DatePartsField, DateTextField
from codeclerk.ui.tables import Cell, Column, Empty, Kind, Link, Table
from codeclerk.ui.tags import Tag, marker_tag, stage_tag, verdict_tag

_ROWS = (
    (
        "MP090",
        "Sample: clearer words for returned devices",
        "Refine",
        date(2020, 4, 14),
        Decimal("12500"),
        64,
        "PASS",
    ),
    ("MP102A", "Sample: power outage alerts, first part", "Opine", date(2019, 11, 4), Decimal("48000.50"), 17, "PASS"),
    ("DP141", "Sample: one place for testing guidance", "Define", date(2020, 10, 5), None, 9, "NOT_ASSESSED"),
    ("MP9", "Sample: shorter notices for small parties", "Release", date(2018, 11, 1), Decimal("0"), 135, "DEROGATED"),
    ("MP122B", "Sample: certificates of replaced hubs", "Refine", date(2020, 2, 28), Decimal("310000"), 61, "FAIL"),
    ("SECMP0067", "Sample: traffic rules for alerts", "Closed", date(2019, 3, 27), Decimal("96400"), 212, "AMBIGUOUS"),
)


def table(copies: int = 1) -> Table:
    """The sample register."""
    rows: list[dict[str, Any]] = []
    for copy in range(copies):
        for ref, title, stage, raised, cost, taken, verdict in _ROWS:
            rows.append(
                {
                    "ref": Link(ref, f"#row-{ref.lower()}"),
                    "title": title if copies == 1 else f"{title} ({copy + 1})",
                    "stage": stage_tag(stage),
                    "raised": Cell(raised, (1,)) if ref == "MP9" else raised,
                    "cost": cost,
                    "taken": taken,
                    "verdict": verdict_tag(verdict),
                }
            )
    return Table(
        caption="Sample proposals" if copies == 1 else "Sample proposals in pages",
        columns=(
            Column("ref", "Reference", Kind.REFERENCE),
            Column("title", "Title"),
            Column("stage", "Stage", Kind.TAG),
            Column("raised", "Raised", Kind.DATE),
            Column("cost", "Cost, £", Kind.NUMBER, places=2, none="not estimated", notes=(2,)),
            Column("taken", "Working Days so far", Kind.NUMBER),
            Column("verdict", "Timetable", Kind.TAG),
        ),
        rows=tuple(rows),
        footnotes=("The date is that of the first paper; no form is kept.", "Implementation costs, without VAT."),
        totals={"ref": "Total", "cost": sum((row[4] for row in _ROWS if row[4]), Decimal(0)), "taken": 498}
        if copies == 1
        else {},
        empty=EMPTY,
    )


EMPTY = Empty(
    "No consultations are open",
    "This list shows the consultations that can be answered today.",
    "The last one closed on 5 March 2021 at 17:00; the next is planned for April.",
    Link("See all consultations", "/style/"),
)

STACKED = Table(
    caption="Sample votes by category",
    columns=(
        Column("category", "Category"),
        Column("approve", "Approve", Kind.NUMBER),
        Column("reject", "Reject", Kind.NUMBER),
        Column("outcome", "Outcome", Kind.TAG, none="no vote cast"),
        Column("how", "How known", Kind.TAG),
    ),
    rows=(
        {
            "category": "Large Suppliers",
            "approve": 5,
            "reject": 1,
            "outcome": verdict_tag("PASS"),
            "how": marker_tag("reported"),
        },
        {
            "category": "Small Suppliers",
            "approve": 1,
            "reject": 2,
            "outcome": verdict_tag("FAIL"),
            "how": marker_tag("reported"),
        },
        {"category": "Networks", "approve": 0, "reject": 0, "outcome": None, "how": marker_tag("inferred")},
    ),
    stack=True,
)

CHARTS = (
    Chart(
        "Sample: open proposals by stage",
        "Most open proposals are being refined: 37 of 49. Seven are being defined and five wait for a decision.",
        ("Define", "Refine", "Opine"),
        (Series("Proposals", (7, 37, 5)),),
        Form.HORIZONTAL_BAR,
        "Stage",
        "Open proposals",
    ),
    Chart(
        "Sample: assessments returned in and after time",
        "Preliminary Assessments were mostly returned in time; Impact Assessments were late in three of four quarters.",
        ("Apr to Jun 2020", "Jul to Sep 2020", "Oct to Dec 2020", "Jan to Mar 2021"),
        (Series("In time", (6, 4, 5, 7)), Series("Late", (1, 3, 2, 2)), Series("Not yet returned", (0, 0, 1, 4))),
        Form.STACKED_BAR,
        "Quarter",
        "Assessments",
    ),
    Chart(
        "Sample: proposals raised and concluded",
        "More proposals were raised than concluded in each half year except the last.",
        (date(2019, 3, 31), date(2019, 9, 30), date(2020, 3, 31), date(2020, 9, 30), date(2021, 3, 31)),
        (Series("Raised", (14, 19, 22, 17, 11)), Series("Concluded", (9, 12, 15, 16, 18))),
        Form.LINE,
        "Half year to",
        "Proposals",
    ),
)

AGENDA = (
    {
        "heading": "Late",
        "days": [
            {
                "when": "Thu 25 February 2021",
                "iso": "2021-02-25",
                "away": "8 days ago",
                "state": "late",
                "items": [
                    {
                        "what": "Preliminary Assessment due",
                        "ref": "MP090",
                        "href": "#lists",
                        "title": "Sample: clearer words for returned devices",
                        "tags": (Tag("late", "bad"),),
                        "why": "The DCC has 15 Working Days from its acceptance.",
                        "explanation": ("15 Working Days after acceptance on 4 Feb 2021: due 25 Feb 2021.",),
                    }
                ],
            }
        ],
    },
    {
        "heading": "Next week",
        "days": [
            {
                "when": "Fri 12 March 2021",
                "iso": "2021-03-12",
                "away": "in 7 days",
                "state": "soon",
                "items": [
                    {"what": "The Panel meets", "href": "#lists", "why": "It meets on the second Friday."},
                    {"what": "Modification Report presented", "ref": "MP102A", "href": "#lists"},
                ],
            }
        ],
    },
    {
        "heading": "Further ahead",
        "days": [
            {
                "when": "June 2021",
                "iso": "2021-06",
                "state": "ahead",
                "items": [{"what": "The June release goes live", "note": "The day is not known yet."}],
            }
        ],
    },
)
BARS = (
    {"name": "Define", "href": "#lists", "value": 6, "width": 16.2, "outline": 18.9, "other": (7,)},
    {"name": "Refine", "href": "#lists", "value": 22, "width": 59.5, "outline": 100, "other": (37,)},
    {"name": "Opine", "href": "#lists", "value": 0, "width": 0, "outline": 13.5, "other": (4, 5)},
    {"name": "Release", "href": "#lists", "value": 5, "width": 13.5, "outline": 0, "other": ()},
)

SAMPLE_INPUT = Reason(
    "ui.sample_refusal",
    rule="A sample rule of the style page",
    problem="{object} cannot close on {day}, which is not a Working Day",
    remedy="Choose {next_day} or a later Working Day",
)


SAMPLE_FORBIDDEN = Reason(
    "ui.sample_forbidden",
    rule="A sample rule about roles",
    problem="{object} may be changed only by the code administrator",
    remedy="Ask the code administrator to change it, or sign in with that role",
    kind=RefusalKind.FORBIDDEN,
)


def refusals() -> tuple[Refusal, ...]:
    """Two refusals to show."""
    return (refusal(), SAMPLE_FORBIDDEN.refuse("The consultation on MP090").first)


def refusal() -> Refusal:
    """A refusal to show."""
    return SAMPLE_INPUT.refuse("The consultation on MP090", day="2 April 2021", next_day="6 April 2021").first


class SampleForm(forms.Form):
    """One field of each kind, sent to the style page itself; nothing is kept."""

    title = forms.CharField(
        label="Title of the proposal", max_length=80, help_text="In words that a newcomer understands."
    )
    problem = forms.CharField(
        label="What is the problem?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only the problem. The solution is worked out later, with others.",
    )
    raised = DatePartsField(label="Date raised", help_text="For example, 5 3 2021.")
    meeting = DateTextField(label="Meeting", required=False, help_text="For example, 12 March 2021.")
    path = forms.ChoiceField(
        label="Path",
        choices=[
            ("", "Choose a path"),
            ("ad", "Authority Determined"),
            ("sg", "Self-Governance"),
            ("al", "Authority-Led"),
        ],
    )
    urgent = forms.ChoiceField(label="Is it urgent?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    touches = forms.MultipleChoiceField(
        label="Whom does it touch?",
        choices=[("ls", "Large Suppliers"), ("ss", "Small Suppliers"), ("nw", "Networks"), ("dcc", "The DCC")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that apply.",
    )
    cost = forms.IntegerField(label="Cost in pounds", min_value=0, required=False)
    paper = forms.FileField(label="Paper", required=False)
    agreed = forms.BooleanField(label="I speak for the organisation named above")
