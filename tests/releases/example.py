"""The releases as the papers print them, with the proposals in them. Pseudonyms only."""

from __future__ import annotations

from tests.register.support import do, registered

PAPER_2016, PAPER_2020, PAPER_2021 = "2016-11-09", "2020-12-04", "2021-03-05"
RELEASES = (
    (PAPER_2016, "2017-06", "2017-06-29"),
    (PAPER_2016, "2017-11", "2017-11-02"),
    (PAPER_2016, "2018-02", "2018-02-22"),
    (PAPER_2016, "2018-06", "2018-06-28"),
    (PAPER_2020, "2020-11", None),
    (PAPER_2020, "2021-02", "2021-02-25"),
    (PAPER_2020, "2021-06", "2021-06-24"),
    (PAPER_2020, "2021-11", "2021-11-04"),
)
PROPOSALS = (
    ("MP092", "New Planned Maintenance Methodology", "February 2021", "implemented"),
    ("MP122A", "Operational Metrics", "February 2021 SEC Release", "implemented"),
    ("MP106", "CHIMSM update for Unknown WAN Variant", "June 2021", "pending_implementation"),
    ("MP146", "SM WAN Coverage Date", "2021-06", "pending_implementation"),
    ("MP144", "Charging of Random Sample Privacy Assessments", "June 2021 SEC Release", "refinement_process"),
    ("SECMP0007", "Firmware updates to IHDs and PPMIDs", "November 2021", "pending_implementation"),
    ("MP077", "DCC Service Flagging", "November 2021", "pending_implementation"),
    (
        "MP090",
        "Incorporation of Non GBCS Non-Mandated Alerts into the SEC",
        "4 November 2021",
        "pending_implementation",
    ),
)


def load() -> None:
    """Every release and proposal."""
    for known, key, day in RELEASES:
        do("register_release", _from=known, key=key, day=day, sure="printed")
    do("register_release", _from=PAPER_2020, key="2021-01-ad-hoc", kind="ad_hoc", day="2021-01-21")
    do("note_release", _from=PAPER_2016, release="June 2017 Release", closed_to_systems=True,
       text="The Panel looked at its contents in September and October 2016.")  # fmt: skip
    for number, title, release, status in PROPOSALS:
        since = PAPER_2016 if number.startswith("SECMP") else PAPER_2020
        registered(number, title, since, profile="2018")
        do("set_status", _from=PAPER_2021, proposal=number, status=status)
        do("set_target_release", _from=PAPER_2021, proposal=number, release=release)
    do("set_target_release", _from=PAPER_2016, proposal="SECMP0007", release="June 2018 Release")
    do("set_flag", _from=PAPER_2021, proposal="MP077", flag="review_pending")
