"""What can be decided of assessments without a database: steps, clocks, figures, doubts, differences."""

from codeclerk.assessments.rules.assessment import (
    Assessment,
    Dated,
    Duration,
    Standing,
    deadline_of,
    duration,
    has_clock,
    implied_acceptance,
)
from codeclerk.assessments.rules.differences import DateChange, DateKind, date_changes
from codeclerk.assessments.rules.doubts import Beside, Doubt, DoubtKind, beside, doubts
from codeclerk.assessments.rules.figures import (
    Performance,
    SummaryRow,
    Window,
    code_performance,
    open_on,
    requested_in,
    returned_in,
    summary,
    twelve_months_to,
    waiting_on,
)
from codeclerk.assessments.rules.steps import CLOSING, IA, ONCE, PA, Step, order_fault

__all__ = [
    "CLOSING",
    "IA",
    "ONCE",
    "PA",
    "Assessment",
    "Beside",
    "DateChange",
    "DateKind",
    "Dated",
    "Doubt",
    "DoubtKind",
    "Duration",
    "Performance",
    "Standing",
    "Step",
    "SummaryRow",
    "Window",
    "beside",
    "code_performance",
    "date_changes",
    "deadline_of",
    "doubts",
    "duration",
    "has_clock",
    "implied_acceptance",
    "open_on",
    "order_fault",
    "requested_in",
    "returned_in",
    "summary",
    "twelve_months_to",
    "waiting_on",
]
