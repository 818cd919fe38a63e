"""What bodies decided in February 2021, and what was put to the Panel in March (CSR:85-113, CSR:215-412)."""

from __future__ import annotations

from tests.register.support import do, registered
from tests.sources.support import sha

PAPER = "2021-03-05"
VOTE = "2021-02-23"
DP, MP = "2020-01-07", "2020-09-11"
PROPOSALS = (
    ("SECMP0015", "GPF timestamp for reading instantaneous Gas values", "awaiting_authority_decision"),
    ("MP077", "DCC Service Flagging", "pending_implementation"),
    ("MP146", "SM WAN Coverage Date", "pending_implementation"),
    ("MP139", "MVP and IVP dates for CHTS", "change_board"),
    ("MP147", "SMKI Full Extract", "refinement_process"),
    ("DP096", "DNO Power Outage Alerts", "draft_proposal"),
    ("DP149", "Effecting Changes to the Smart Energy Code efficiently", "draft_proposal"),
)
REVIEW = {"to": "Panel", "about": "the implementation date in the November 2021 Release", "meeting": "2021-03-12"}
CLAIMS = (
    ("CSR:105-107", "approved under Self-Governance, the first", "MP077"),
    ("CSR:390", "approved under Self-Governance, the first", "MP077"),
    ("CSR:105-109", "approved under Self-Governance, the second", "MP146"),
    ("CSR:400-402", "approved under Self-Governance, the second", "MP139"),
    ("CSR:428", "approved under Self-Governance, the second", "MP146"),
    ("CSR:111-113", "recommended to the Authority", "SECMP0015"),
    ("CSR:386", "recommended to the Authority", "SECMP0015"),
)
"""Where the report names the proposals that the Change Board decided on."""


def proposals() -> None:
    for number, title, status in PROPOSALS:
        registered(number, title, DP, profile="2018", status=status)


def decided() -> None:
    """The decisions of the month, as known from the report on."""

    def said(body, proposal, outcome, **more):
        do("record_decision", _from=VOTE, _known=PAPER, body=body, proposal=proposal, outcome=outcome,
           sure="printed", **more)  # fmt: skip

    said("CSC", "DP096", "ready_for_conversion")
    said("CSC", "DP149", "ready_for_conversion")
    said("Change Board", "SECMP0015", "recommended_approval", objectives=["c", "a"])
    said("Change Board", "MP077", "approved", objectives=["(a)"], review=REVIEW)
    said("Change Board", "MP146", "approved", objectives=["Objective (a)"])


def put_to_the_panel() -> None:
    for number in ("DP096", "DP149"):
        do("put_to_body", _from=PAPER, _known=PAPER, body="Panel", proposal=number, meeting="2021-03-12",
           asks=["to_refinement", "converted", "work_package_agreed"])  # fmt: skip
    do("put_to_body", _from=PAPER, _known=PAPER, body="Panel", proposal="MP147", meeting="2021-03-12",
       asks=["to_report_phase"])  # fmt: skip


def printed() -> None:
    """What the report prints of them, place by place."""
    do("register_document", sha256=sha("report"), title="Change Status Report", kind="paper", published=PAPER)
    for locator, which, number in CLAIMS:
        do("record_claim", document=sha("report"), subject=f"meeting:change_board-{VOTE}",
           property="decision.proposal", qualifier=which, value=number, locator=locator)  # fmt: skip


def load() -> None:
    """Everything of the month."""
    proposals()
    decided()
    put_to_the_panel()
    printed()
