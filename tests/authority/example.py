"""One proposal that waits for the Authority, one that was sent back and decided, one that never came to it."""

from __future__ import annotations

from codeclerk.sources.receiving import receive
from tests.register.support import do, person, registered

VOTE = "2021-02-23"
TEXT, RED = b"5.1 The text as it would be.\n", b"Answers that a party wants kept closed.\n"


def load() -> None:
    """The record of these tests."""
    for number, title in (("MP303", "A shorter way"), ("MP304", "A longer way"), ("MP305", "Another way")):
        registered(number, title, "2020-01-07", profile="2018", status="change_board", path="authority_determined")
    do("set_status", _from=VOTE, proposal="MP303", status="awaiting_authority_decision")
    do("record_decision", _from=VOTE, body="Change Board", proposal="MP303", outcome="recommended_approval",
       objectives=["c", "a"])  # fmt: skip
    do("record_decision", _from="2020-10-01", body="Change Board", proposal="MP304", outcome="recommended_approval")
    do("record_decision", _from="2020-10-22", body="Authority", proposal="MP304", outcome="sent_back")
    do("record_decision", _from="2020-12-01", body="Change Board", proposal="MP304", outcome="recommended_approval")
    do("record_decision", _from="2021-02-10", body="government", proposal="MP304", outcome="approved")
    attached("legal_text", "Legal text: ../../etc/passwd", TEXT, "White")
    attached("responses", "Confidential responses", RED, "Red")


def attached(role: str, label: str, content: bytes, classification: str) -> str:
    """A document that is attached to MP303, with its file; its SHA-256."""
    sha256 = receive(content, actor="system:import", declared="text/plain").sha256
    do("register_document", sha256=sha256, title=label, kind="other", published="2021-02-01",
       classification=classification, held=True)  # fmt: skip
    do("attach_document", _from="2021-02-01", proposal="MP303", document=sha256, role=role, label=label)
    return sha256


def ofgem() -> None:
    """Somebody who acts for the Authority."""
    do("add_organisation", _from="2013-09-23", key="ofgem", name="Ofgem", kind="authority")
    person("decider", "Pseudonym Decider", email="decider@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="decider", role="authority",
       organisation="ofgem")  # fmt: skip
    do("open_account", _by="system:install", person="decider")
