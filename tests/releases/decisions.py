"""Decisions on proposals, for releases that follow them."""

from __future__ import annotations

from typing import Any

from tests.register.support import do, registered

VOTE = "2021-01-20"


def decided(since: str = "", **more: Any) -> None:
    """The Change Board approved MP139 under Self-Governance, unless another decision is given."""
    given = {"body": "change_board", "proposal": "MP139", "outcome": "approved", "when": VOTE} | more
    do("record_decision", _from=since or given["when"], **given)


def mp139(*flags: str) -> None:
    """MP139 as its report has it, with these flags."""
    registered("MP139", "MVP and IVP dates for CHTS", "2020-08-28", profile="2018")
    do("set_path", _from="2020-12-11", proposal="MP139", path="Self-Governance")
    do("set_status", _from="2020-12-11", proposal="MP139", status="Modification Report Consultation")
    for flag in flags:
        do("set_flag", _from="2020-12-04", proposal="MP139", flag=flag)
