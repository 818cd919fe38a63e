"""A derogation as the tests need it: granted, extended, ended by a proposal. Pseudonyms only."""

from __future__ import annotations

from tests.register.support import do, organisation, registered

KEY = "dcc-h8-3-2019-02"
CONDITIONS = (
    "The schedule is shown to the Operations Group first. | The minutes of the Operations Group.",
    "Terms are made clear.",
)
GRANT = {
    "body": "SEC Panel",
    "party": "dcc",
    "rules": ("H8.3 hours of Planned Maintenance", "Section H8.4"),
    "what": "Maintenance may be tried out another way.",
    "starts": "1 April 2019",
    "until": "November 2019",
    "conditions": CONDITIONS,
}


def found() -> None:
    """The DCC, a supplier, MP092 and the release that it is meant for."""
    organisation("dcc", "Data Communications Company", short_name="DCC")
    organisation("north", "North Energy")
    registered("MP092", "New Planned Maintenance Methodology", "2019-10-22")
    do("register_release", _from="2019-11-01", key="2021-02", day="2021-02-25")
    do("set_target_release", _from="2019-11-20", proposal="MP092", release="February 2021")


def load() -> None:
    """Granted in February 2019 until November, extended until 29 February 2020, then until MP092 is implemented."""
    found()
    do("grant_derogation", _from="2019-02-28", decided="February 2019", proposal="MP092", **GRANT)
    do("record_condition", _from="2019-03-20", derogation=KEY, number=1, met="met", evidence="Seen on that day.")
    do("extend_derogation", _from="2019-10-18", derogation=KEY, until="29 February 2020", reason="To raise a proposal.")
    do("extend_derogation", _from="2020-01-17", derogation=KEY, ends_with="MP092")
