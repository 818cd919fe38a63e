"""The contact block of the report, made from the record of the lead analyst (A17). Pure.

An issued paper is never erased, so the block prints what the analyst published (`publish_contact`) and nothing else,
whoever makes it. Without that it names the analyst by key and organisation, and says where those who may see it find
the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeclerk.papers.build import paragraph, table
from codeclerk.papers.model import Block, Column, Reference, Section
from codeclerk.papers.modification_report.record import Record
from codeclerk.papers.runs import runs

if TYPE_CHECKING:
    from codeclerk.register.queries import ContactBlock


def analyst(contact: ContactBlock) -> str:
    """The analyst as the audience may know them: by name, or by key; with the organisation."""
    who = contact.contact.name if contact.contact and contact.contact.name else f"person {contact.person}"
    return f"{who}, {contact.organisation_name}" if contact.organisation_name else who


def section(record: Record) -> Section:
    """Whom to ask."""
    return Section("Contact", _blocks(record), numbered=False)


def _blocks(record: Record) -> tuple[Block, ...]:
    contact = record.contact
    if contact is None:
        said = f"No lead analyst is assigned to {record.number} on this day, so this report names nobody to ask."
        return (paragraph(said),)
    rows = [("Lead analyst", analyst(contact))]
    if contact.contact is not None:
        reach = (("Telephone", contact.contact.telephone), ("Email", contact.contact.email))
        rows += [(label, value) for label, value in reach if value]
    lead = paragraph(f"If you have any questions on {record.number}, ask its lead analyst.")
    block = table(
        f"Contact for {record.number}",
        (Column("what", "Contact", width=1), Column("value", "Details", width=3)),
        [(label, value) for label, value in rows],
        key="contact-block",
    )
    if len(rows) > 1:
        return (lead, block)
    page = Reference(f"the record of person {contact.person}", f"/people/{contact.person}/")
    closed = runs(
        "Telephone and email are personal, and the analyst has not published them, so this paper does not print them. "
        "Those who may see them find them in ",
        page,
        ".",
    )
    return (lead, block, paragraph(closed))
