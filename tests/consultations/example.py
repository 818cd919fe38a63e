"""The consultations whose windows the papers print. Pseudonyms only."""

from __future__ import annotations

from tests.register.support import do, registered

PAPER_2016, PAPER_2020, PAPER_2021 = "2016-11-09", "2020-12-04", "2021-03-05"
PROPOSALS = (
    ("SECMP0016", "Facilitating DNO Ping Tests", PAPER_2016),
    ("SECMP0020", "A change of 2016", PAPER_2016),
    ("MP092", "New Planned Maintenance Methodology", "2019-10-22"),
    ("MP106", "CHIMSM update for Unknown WAN Variant", "2019-12-30"),
    ("MP139", "MVP and IVP dates for CHTS", "2020-08-18"),
    ("MP144", "Charging of Random Sample Privacy Assessments", "2020-09-28"),
    ("MP147", "SMKI Full Extract", "2020-10-01"),
)
WINDOWS = (
    (PAPER_2016, "SECMP0016", "working_group", "2016-10-05", "2016-10-21", 13),
    (PAPER_2016, "SECMP0020", "report", "2016-10-17", "2016-11-07", 16),
    (PAPER_2020, "MP092", "refinement", "2020-07-20", "2020-08-07", 15),
    (PAPER_2020, "MP106", "refinement", "2020-07-08", "2020-07-29", 16),
    (PAPER_2020, "MP139", "refinement", "2020-10-19", "2020-10-30", 10),
)
PLANNED = (
    (PAPER_2020, "MP092", "report", "2020-12-14", "2021-01-08", 17),
    (PAPER_2020, "MP106", "report", "2020-12-14", "2021-01-06", 15),
    (PAPER_2020, "MP144", "refinement", "2021-02-08", "2021-02-26", 15),
    (PAPER_2020, "MP144", "report", "2021-03-15", "2021-04-05", 14),
)


def load() -> None:
    """Every proposal and consultation, as the papers of 2016, December 2020 and March 2021 have them."""
    for number, title, since in PROPOSALS:
        registered(number, title, since)
    for paper, number, kind, issued, closes, _ in WINDOWS:
        do("record_consultation", _from=paper, proposal=number, kind=kind, issued=issued, closes=closes, sure="printed")
    for paper, number, kind, expected, closes, _ in PLANNED:
        do("record_consultation", _from=paper, proposal=number, kind=kind, expected_issue=expected, closes=closes)
    do("record_consultation", _from=PAPER_2021, proposal="MP144", kind="Refinement Consultation", closes="2021-03-24")
    do("record_consultation", _from=PAPER_2021, proposal="MP147", kind="report",
       expected_issue="2021-03-15/2021-03-19")  # fmt: skip
