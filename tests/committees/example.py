"""What the papers tell of committees, in small. Pseudonyms only."""

from __future__ import annotations

from tests.register.support import do, registered

PAPER_2016, PAPER_2020 = "2016-11-09", "2020-12-04"


def load() -> None:
    """The interest register of DP144, an opposition of the TABASC, requests of the SSC, groups of 2016."""
    registered("DP144", "Charging of Random Sample Privacy Assessments", "2020-09-28")
    registered("MP139", "MVP and IVP dates for CHTS", "2020-08-18")
    registered("MP080", "Managing DUIS uplifts", "2019-10-01")
    for number, title in (
        ("SECMP0009", "Centralised Firmware Library"),
        ("SECMP0021", "Increase Other SEC Party representation for TABASC and SSC"),
        ("SECMP0023", "Correct Units of Measure for Uncontrolled Gas Flow Rate"),
    ):
        registered(number, title, "2016-10-27")
    window = {"proposal": "DP144", "kind": "interest", "opens": "2020-10-01", "due": "2020-11-13"}
    for body, answer in (("ssc", "interested"), ("tabasc", "not_interested"), ("smki_pma", "not_interested"),
                         ("opsg", "not_interested")):  # fmt: skip
        do("record_input", _from="2020-11-13", body=body, answer=answer, sure="printed", **window)
    do("record_input", _from="2020-03-05", proposal="MP080", body="tabasc", kind="view", answer="opposes",
       question="Taking the table out of Schedule 11", opposes="Taking the TSAT out of Schedule 11",
       changed="The TSAT stays in Schedule 11", sure="printed")  # fmt: skip
    do("ask_committee", _from="2020-10-28", proposal="MP139", body="ssc", kind="risk_assessment", to="DCC",
       question="What longer dates mean for security", due="2020-12-02")  # fmt: skip
    do("allocate_to_group", _from="2016-09-02", proposal="SECMP0009", group="WG3", sure="printed")
    do("allocate_to_group", _from=PAPER_2016, proposal="SECMP0023", group="WG1", state="proposed")
    for body in ("tabasc", "ssc"):
        do("propose_seats", _from="2016-10-28", proposal="SECMP0021", body=body, seat="Other SEC Party",
           text="More seats for Other SEC Parties")  # fmt: skip
