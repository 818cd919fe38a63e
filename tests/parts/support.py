"""A proposal with every part that a complete report has. Figures are those of no paper."""

from __future__ import annotations

from tests.register.support import do, registered

SINCE = "2020-12-04"


def complete(number: str = "MP092", since: str = SINCE) -> str:
    """A proposal to whose report nothing is missing; its key."""
    key = registered(number, "New Planned Maintenance methodology")
    about = {"proposal": number}
    for part in ("arrangements", "issue", "impact", "implementation", "observations"):
        do("write_part", _from=since, part=part, text=f"What is said of {part}.", **about)
    do("set_solution", _from=since, text="Guidance is added.", **about)
    do("set_impacts", _from=since, documents=["Section H"], systems=[], party_categories=["Large Suppliers"], **about)
    for area in ("dcc_system", "consumers", "other_codes", "greenhouse_gas"):
        do("record_impact", _from=since, area=area, impacted="no", **about)
    do("record_effort", _from=since, days="2", activities=["Update the code"], **about)
    do("record_cost", _from=since, kind="dcc", lines=["Build: 0"], why_zero="Nothing is built.", **about)
    do("record_cost", _from=since, kind="party", text="Nobody named a cost.", **about)
    do("record_support", _from=since, who="opsg", verdict="supports", **about)
    do("record_objective_view", _from=since, who="proposer", objective="b", verdict="better", **about)
    do("record_objective_view", _from=since, who="industry", objective="b", verdict="mixed", **about)
    for area in ("safety", "bills", "environment", "service", "society"):
        do("record_consumer_view", _from=since, area=area, verdict="neutral", **about)
    return key
