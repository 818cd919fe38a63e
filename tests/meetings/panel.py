"""A meeting of the Panel with an agenda of every kind of item, two of them not open to everybody. Pseudonyms only."""

from __future__ import annotations

import hashlib

from codeclerk.kernel import vault
from codeclerk.kernel.lens import Classification, Viewer
from tests.register.support import do, organisation, person, registered

KEY, DAY = "panel-2021-03-12", "2021-03-12"
WHITE = b"The paper on MP147.\n"
RED = b"A paper for few eyes.\n"
SECRET = "Quarrel over a contract"
CLERK = Viewer("person:clerk", frozenset(Classification), frozenset({"meetings.manage"}))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def members() -> None:
    """Two seats of the Panel, and a clerk."""
    organisation("northwind", "Northwind Supply")
    organisation("gridly", "Gridly Networks")
    for key, seat, whom in (("adaline", "Large Supplier 1", "northwind"), ("bo", "Electricity Networks 1", "gridly")):
        person(key, f"Pseudonym {key.title()}", on_behalf_of=whom, _from="2020-01-01")
        do("give_membership", _by="system:install", _from="2020-01-01", person=key, role="committee_member",
           body="panel", seat=seat)  # fmt: skip


def papers() -> None:
    for content, title, reference, mark, published in (
        (WHITE, "MP147 paper", "SECP_90_1203_18", "White", "2021-03-05"),
        (RED, "Paper for few", "SECP_90_1203_19", "Red", "2021-03-09"),
    ):
        found = vault.put(content)
        do("register_document", sha256=found, title=title, kind="paper", reference=reference, published=published,
           classification=mark, media_type="text/plain")  # fmt: skip
        do("hold_document", sha256=found)


def put(**item):
    return do("put_item", _from="2021-03-04", meeting=KEY, **item)


def load() -> None:
    """The meeting as it stands before it begins."""
    registered("MP147", "SMKI Full Extract", "2020-12-01")
    registered("MP077", "DCC Service Flagging", "2019-04-01")
    members()
    papers()
    do("plan_meeting", _from="2021-03-01", body="Panel", day=DAY)
    put(title="Minutes of the last meeting", kind="Standing item")
    put(proposal="MP147", number=18, action="For Decision", asks=["agree that MP147 goes to the Report Phase"],
        presenter="secretariat", document=digest(WHITE))  # fmt: skip
    put(title=SECRET, classification="Red", document=digest(RED), action="for_information", asks=["NOTE the quarrel"])
    put(title="News of the DCC", kind="verbal update", action="For Information")
    put(proposal="MP077", action="For Decision")


def run() -> None:
    """What happens at it."""
    do("record_meeting", _from=DAY, body="Panel", day=DAY, mode="both")
    do("record_attendance", _from=DAY, meeting=KEY,
       seats=[{"seat": "Large Supplier 1", "how": "By telephone"},
              {"seat": "Electricity Networks 1", "how": "apologies"}],
       guests=[{"organisation": "DCC", "number": 3}])  # fmt: skip
    do("record_outcome", _from=DAY, meeting=KEY, item="0147", outcome="Agreed")
    do("record_outcome", _from=DAY, meeting=KEY, item="0077", outcome="no consensus", follow_up="a paper in April",
       when="April 2021")  # fmt: skip
    do("record_outcome", _from=DAY, meeting=KEY, item="i2", outcome="noted", words="the quarrel goes on")
    do("report_verbally", _from=DAY, meeting=KEY, item="i3", words="The trial goes well.")
    do("declare_interest", _from=DAY, meeting=KEY, item="0147", who="Large Supplier 1", words="It raised the proposal")
    do("give_action", _from=DAY, meeting=KEY, what="Bring a paper on MP077", owner="SECAS", due="2021-04-01",
       item="0077")  # fmt: skip
    do("give_action", _from=DAY, meeting=KEY, what="Settle the quarrel", owner="panel", due="2021-03-19", item="i2")


def loaded_and_run() -> None:
    load()
    run()
