"""What the tests of sources share: people with roles, documents by name, lenses, and files of every type."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from codeclerk.kernel import bus
from codeclerk.kernel.lens import Classification, Lens, Viewer

IMPORTER = "system:import"
CLERK = "person:clerk"
"""Secretariat: may do everything here and sees everything."""
MEMBER = "person:member"
"""A member of a committee: sees up to Amber."""
CONTACT = "person:contact"
"""A party's contact: sees up to Green."""

FAR = datetime(2100, 1, 1, tzinfo=UTC)


def sha(name: str) -> str:
    """The hash of the document that the tests call `name`."""
    return hashlib.sha256(name.encode()).hexdigest()


def instant(day: str) -> datetime:
    """Midnight of a day, UTC."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def lens(*classifications: Classification, known_at: datetime = FAR) -> Lens:
    """Somebody who sees White and these, and knows everything that the tests record."""
    seen = frozenset({Classification.WHITE, *classifications})
    return Lens(Viewer("person:reader", seen), date(2021, 3, 31), known_at)


PUBLIC = lens()
ALL = lens(*Classification)


def make_people() -> None:
    """The clerk, the member and the contact, with their roles and accounts."""

    def do(act: str, **data: Any) -> None:
        bus.execute(act, data, actor="system:install", effective=date(2020, 1, 1))

    do("add_organisation", key="north-networks", name="North Networks", kind="party")
    for key in ("clerk", "member", "contact"):
        do("register_person", key=key, name=f"The {key}", email=f"{key}@example.com")
        do("open_account", person=key)
    do("give_membership", person="clerk", role="secretariat")
    do("give_membership", person="member", role="committee_member", body="csc")
    do("give_membership", person="contact", role="party_contact", organisation="north-networks")


@dataclass(frozen=True)
class Clerk:
    """Sends acts: as the clerk unless another actor is named."""

    def do(self, act: str, actor: str = CLERK, **data: Any) -> Any:
        sending = {key: data.pop(key) for key in ("known_from", "command_id", "effective", "expected") if key in data}
        return bus.execute(act, data, actor=actor, **sending).answer

    def register(self, name: str, **data: Any) -> str:
        """Register the document `name` by its hash."""
        given = {"title": f"The {name}", "kind": "paper", "published": date(2021, 3, 5), **data}
        return str(self.do("register_document", sha256=sha(name), **given)["document"])

    def claim(self, name: str, value: Any, **data: Any) -> str:
        """Record what the document `name` says; its title of MP107 unless told otherwise."""
        given: dict[str, Any] = {"subject": "proposal:MP107", "property": "title", "locator": "CSR:1", **data}
        return str(self.do("record_claim", document=sha(name), value=value, **given)["claim"])

    def rule(self, *considered: str, **data: Any) -> Any:
        """Rule on the title of MP107."""
        given = {"subject": "proposal:MP107", "property": "title", "reason": "The newer paper is right.", **data}
        return self.do("rule_on_claims", considered=list(considered), **given)


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/main.xml" ContentType="{}.main+xml"/></Types>'
)


def office(kind: str = "wordprocessingml.document", extra: dict[str, bytes] | None = None) -> bytes:
    """A small Word file; an Excel file for `spreadsheetml.sheet`."""
    media_type = f"application/vnd.openxmlformats-officedocument.{kind}"
    parts = {"[Content_Types].xml": TYPES.format(media_type).encode(), "main.xml": b"<main>Some text</main>"}
    return zipped(parts | (extra or {}))


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
