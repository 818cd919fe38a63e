"""What importing a version and consolidating one share: its files, its signature, and the event that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from codeclerk.kernel.acts import Context, Plan, PlannedEvent
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.legaltext import signing, store
from codeclerk.legaltext.events import VersionPublished
from codeclerk.legaltext.manifest import DocumentFile, DocumentText, Manifest, digest, document_text
from codeclerk.legaltext.models import STREAM
from codeclerk.legaltext.queries import Version
from codeclerk.legaltext.releasing import Origin, next_baseline
from codeclerk.legaltext.rules.consolidating import Consolidation
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.redlines import Redline, Resolution

TAKEN = Reason(
    "legaltext.version_taken",
    rule="a number names one version of the code",
    problem="there is a version {object} already",
    remedy="Choose another number.",
    kind=Kind.CONFLICT,
)
NOT_AFTER = Reason(
    "legaltext.not_after",
    rule="versions of the code hold one after the other",
    problem="{object} would hold from {effective}, and version {other} holds from {since}",
    remedy="Choose a later date, or correct that of the other one: `correct_version_date`.",
    kind=Kind.CONFLICT,
)
NO_LETTER = Reason(
    "legaltext.no_letter",
    rule="a version that is designated or directed names the letter that does so",
    problem="{object} names no letter",
    remedy="Give the letter, with its date.",
)


@dataclass(frozen=True)
class Release:
    """What is published: a code under a number, from an instant on. `revisions` are documents' own numbers by name."""

    number: str
    effective: datetime
    origin: Origin
    summary: str
    letter: str
    code: Code
    revisions: Mapping[str, str]
    made: Consolidation | None = None
    redlines: Sequence[Redline] = ()
    resolutions: Sequence[Resolution] = ()
    proposals: tuple[str, ...] = ()


def lens_of(context: Context) -> Lens:
    """How acts look: as at the day of the act, with everything that is known."""
    return Lens(PUBLIC, context.effective, context.now)


def check_free(number: str, every: Sequence[Version]) -> None:
    """Refuse a number that is taken."""
    if any(one.number == number for one in every):
        raise TAKEN.refuse(number, field="number")


def check_after(number: str, effective: datetime, before: Version | None) -> None:
    """Refuse an instant that is not after the version before."""
    if before is not None and effective <= before.effective:
        raise NOT_AFTER.refuse(
            f"Version {number}",
            effective=format_date(london_day(effective)),
            other=before.number,
            since=format_date(london_day(before.effective)),
            field="effective",
        )


def check_letter(origin: Origin, letter: str, number: str) -> None:
    """Refuse a designation or a direction without its letter."""
    if origin.needs_letter and not letter:
        raise NO_LETTER.refuse(f"Version {number}", field="letter")


def plan(release: Release, before: Version | None, warnings: tuple[str, ...] = ()) -> Plan:
    """The plan that publishes a version: documents that stay as they are are kept once."""
    old = store.manifest(before.manifest) if before else None
    kept = {one.tree: one for one in old.documents} if old else {}
    was = {one.pid: one for one in old.documents} if old else {}
    files: list[DocumentFile] = []
    texts: dict[str, DocumentText] = {}
    contents: list[bytes] = []
    for pid in release.code.documents:
        name, tree = release.code.provisions[pid].name, release.code.tree_hashes[pid]
        given = release.revisions.get(name, "")
        if tree in kept:
            files.append(replace(kept[tree], revision=given or kept[tree].revision))
            continue
        text = document_text(release.code, pid)
        content = text.content()
        revision = given or (next_baseline(was[pid].revision) if pid in was and was[pid].revision else "")
        files.append(DocumentFile(pid, name, revision, tree, digest(content)))
        contents.append(content)
        texts[digest(content)] = text
    manifest = Manifest(
        number=release.number,
        effective=release.effective,
        origin=release.origin.value,
        parent=before.manifest if before else "",
        root=release.code.root,
        key=signing.public_key(),
        documents=tuple(files),
        params=release.code.params,
        redlines=tuple(release.redlines),
        resolutions=tuple(release.resolutions),
        certificate=release.made.certificate.as_json() if release.made else {},
    )
    signed = manifest.content()
    body = VersionPublished.of(
        texts,
        (*contents, signed),
        number=release.number,
        parent=before.number if before else "",
        effective=release.effective,
        origin=release.origin,
        summary=release.summary,
        letter=release.letter,
        proposals=release.proposals,
        root=release.code.root,
        manifest=digest(signed),
        signature=signing.sign(signed),
        key=manifest.key,
    )
    answer = {
        "version": release.number,
        "root": release.code.root,
        "documents": len(files),
        "changed_documents": [one.name for one in files if one.tree not in kept],
        "certificate": dict(manifest.certificate),
    }
    return Plan((PlannedEvent(STREAM, body),), answer=answer, warnings=warnings)


def newest_of(every: Sequence[Version]) -> Version | None:
    """The version that holds last."""
    return every[-1] if every else None
