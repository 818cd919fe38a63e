"""The meetings of early 2021 that papers print (CSR:34-36, CSR:215-245, CSR:384, PMP:6390)."""

from __future__ import annotations

from tests.register.support import do, registered

DECEMBER, MARCH = "2020-12-04", "2021-03-05"
PROPOSALS = (
    ("MP099", "Incorporation of multiple Issue Resolution Proposals into the SEC – Batch 4"),
    ("MP104", "Security Improvements"),
    ("MP116", "Service Request Forecasting"),
    ("MP137", "Sharing information on Defects and Issues"),
    ("MP144", "Charging of Random Sample Privacy Assessments"),
)
AGENDA = ["MP099", "MP104", "MP116", "MP137"]


def proposals() -> None:
    for number, title in PROPOSALS:
        registered(number, title, "2020-01-07")


def december() -> None:
    """What was planned in December 2020."""
    do("plan_meeting", _from=DECEMBER, _known=DECEMBER, body="Working Group", day="2021-02-03", agenda=["MP144"])
    do("plan_meeting", _from=DECEMBER, _known=DECEMBER, body="Panel", day="2020-12-11")


def march() -> None:
    """What the report of March 2021 says was held, and is planned."""

    def held(body, day, **more):
        do("record_meeting", _from=MARCH, _known=MARCH, body=body, day=day, sure="printed", **more)

    held("Working Group", "2021-03-03", agenda=AGENDA)
    held("CSC", "2021-02-23")
    held("Change Board", "2021-02-23")
    do("plan_meeting", _from=MARCH, _known=MARCH, body="Working Group", day="2021-04-07",
       agenda_announced="2021-03-24")  # fmt: skip
    do("plan_meeting", _from=MARCH, _known=MARCH, body="Panel", day="2021-03-12")


def load() -> None:
    proposals()
    december()
    march()
