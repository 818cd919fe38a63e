"""Section 2: the Draft Proposals raised in the month, and what the Change Sub-Committee decided (CSR:131-223). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeclerk.papers.build import footnote, listing, paragraph
from codeclerk.papers.change_status.record import CSC, Record
from codeclerk.papers.model import Block, Figure, Runs, Section
from codeclerk.papers.phrases import DRAFT_PROPOSAL, by_day, named, on
from codeclerk.papers.runs import Text, runs

if TYPE_CHECKING:
    from codeclerk.register.queries import ProposalLine

READY = "ready_for_conversion"
PERSONS = footnote(
    "A Proposer is named by organisation. Who speaks for it stands in the register for those who may see it, and is "
    "withheld here."
)
NO_SUMMARY = "No summary of the issue is recorded yet."


def section(record: Record) -> Section:
    """What happened in the stage Define."""
    lead = f"No Draft Proposals were raised in {record.periods.month}."
    return Section(
        "Define",
        sections=(
            Section(
                "New Draft Proposals",
                sections=tuple(_new(record, line) for line in record.new),
                empty=lead,
                numbered=False,
            ),
            Section("Change Sub-Committee decisions", _decided(record), numbered=False),
        ),
        key="define",
    )


def _new(record: Record, line: ProposalLine) -> Section:
    rows = (f"proposal:{line.number}",)
    raised: Runs = (Text(" "), *on(line.raised, rows)) if line.raised is not None else ()
    return Section(
        line.number,
        (
            paragraph(named(line.number, line.title), " was raised", _by(record, line, rows), raised, "."),
            paragraph(line.summary or NO_SUMMARY),
        ),
        numbered=False,
    )


def _by(record: Record, line: ProposalLine, rows: tuple[str, ...]) -> Runs:
    name = record.proposer_of(line)
    if not name:
        return ()
    who = runs(" by ", Figure(name, rows=rows))
    return (*who, PERSONS) if line.proposer_person else who


def _decided(record: Record) -> tuple[Block, ...]:
    found = [one for one in record.decided(CSC) if one.outcome == READY]
    if not found:
        return (
            paragraph(
                f"The Change Sub-Committee (CSC) determined no Draft Proposal to be ready for conversion in "
                f"{record.periods.month}."
            ),
        )
    made: list[Block] = []
    for when, together in by_day(found).items():
        lead = (
            "The Change Sub-Committee (CSC) determined {when} that {count} {was} ready to be presented to the Panel "
            "for conversion to a Modification Proposal"
        )
        items = [named(one.number, one.title) for one in together]
        rows = tuple(f"decision:{one.key}" for one in together)
        made += listing(lead, DRAFT_PROPOSAL, items, when=on(when, rows))
    return tuple(made)
