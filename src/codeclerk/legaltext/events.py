"""What can happen to the legal text, and how each event is put into the tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from pydantic import PrivateAttr

from codeclerk.kernel import vault
from codeclerk.kernel.calendar.dates import format_date, london_day
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.packs import Sure
from codeclerk.kernel.storage import FULL
from codeclerk.legaltext import intervals, store
from codeclerk.legaltext.manifest import DocumentText, Manifest, read_manifest
from codeclerk.legaltext.models import CodeVersion, Commencement, RedlineFact, ResolutionRecord
from codeclerk.legaltext.releasing import Origin
from codeclerk.register.events import ProposalEvent
from codeclerk.ui.words import plural


@event_type
class VersionPublished(EventBody):
    """A version of the code was published. The log keeps the hash of its manifest, which proves all of it."""

    TYPE: ClassVar[str] = "legaltext.version_published"

    number: str
    parent: str
    effective: datetime
    origin: Origin
    summary: str
    letter: str
    proposals: tuple[str, ...] = ()
    root: str
    manifest: str
    signature: str
    key: str

    # What is to be kept travels with the event from the plan to the vault, by its hash. The log never has it: tables
    # rebuilt from it find the vault filled.
    _documents: dict[str, DocumentText] = PrivateAttr(default_factory=dict)
    _contents: tuple[bytes, ...] = PrivateAttr(default=())

    @classmethod
    def of(cls, documents: dict[str, DocumentText], contents: tuple[bytes, ...], **facts: Any) -> VersionPublished:
        """The event with the documents that are new, by their hash, and all files that are to be kept."""
        made = cls(**facts)
        made._documents, made._contents = documents, contents
        return made

    def in_words(self) -> str:
        return (
            f"Version {self.number} of the code holds from {format_date(london_day(self.effective))} "
            f"({self.origin.words[0].lower()}{self.origin.words[1:]})."
        )

    def write(self, stamp: Stamp) -> None:
        try:
            for content in self._contents:
                vault.put(content)
        except OSError as error:
            raise FULL.refuse(f"version {self.number} of the code") from error
        manifest = store.manifest(self.manifest)
        parent = CodeVersion.objects.get(number=self.parent) if self.parent else None
        before = store.manifest(parent.manifest).documents if parent else ()
        change = intervals.change_of(before, manifest.documents, self.kept_document)
        intervals.keep_documents(manifest.documents, manifest.params, self.kept_document, change.gone)
        version = CodeVersion.objects.create(
            number=self.number,
            parent=parent,
            root=self.root,
            params=dict(manifest.params),
            origin=self.origin.value,
            summary=self.summary,
            letter=self.letter,
            proposals=list(self.proposals),
            certificate=dict(manifest.certificate),
            manifest=self.manifest,
            signature=self.signature,
            key=self.key,
            known_from=stamp.known_from,
            event_id=stamp.event_id,
        )
        intervals.keep_version(version, manifest.documents, self.effective, stamp)
        intervals.advance(version, change, self.effective, _causes(manifest), stamp)

    @property
    def named(self) -> str:
        """What it is about, in words."""
        return f"version {self.number} of the code"

    def kept_manifest(self) -> Manifest:
        """Its manifest, which is not in the vault yet while it is planned."""
        return read_manifest(self._contents[-1]) if self._contents else store.manifest(self.manifest)

    def kept_document(self, sha256: str) -> DocumentText:
        """A document of it, which is not in the vault yet while it is planned."""
        return self._documents.get(sha256) or store.document(sha256)


def _causes(manifest: Manifest) -> dict[str, list[intervals.Cause]]:
    """The operations that a version carries out, with whose they are, by the provision that each one is about."""
    dropped = {id for one in manifest.resolutions for id in one.drops}
    found: dict[str, list[intervals.Cause]] = {}
    for redline in manifest.redlines:
        for one in redline.operations:
            if one.id not in dropped:
                found.setdefault(one.target, []).append((one.id, redline.proposal))
    for resolution in manifest.resolutions:
        for one in resolution.operations:
            found.setdefault(one.target, []).append((one.id, resolution.id))
    return found


@event_type
class VersionDateCorrected(EventBody):
    """The instant from which a version holds was wrong, and is another one."""

    TYPE: ClassVar[str] = "legaltext.version_date_corrected"

    number: str
    effective: datetime
    reason: str

    def in_words(self) -> str:
        day = format_date(london_day(self.effective))
        return f"Version {self.number} of the code holds from {day}: {self.reason.rstrip('.')}."

    def write(self, stamp: Stamp) -> None:
        intervals.shift(CodeVersion.objects.get(number=self.number), self.effective, self.reason, stamp)


@event_type
class CommencementRecorded(EventBody):
    """A document or a clause is in force, or not yet, in a region or everywhere else."""

    TYPE: ClassVar[str] = "legaltext.commencement_recorded"

    pid: str
    named: str
    region: str = ""
    is_in_force: bool
    note: str = ""

    def in_words(self) -> str:
        where = f" in the region {self.region}" if self.region else ""
        return f"{self.named} is {'' if self.is_in_force else 'not '}in force{where}."

    def write(self, stamp: Stamp) -> None:
        value = {"is_in_force": self.is_in_force, "note": self.note}
        Commencement.record_change({"pid": self.pid, "region": self.region}, value, stamp)


class RedlineEvent(ProposalEvent):
    """Base of what happens to the redline of a proposal."""

    sure: Sure = Sure.STATED
    note: str = ""

    def _write(self, stamp: Stamp, **value: Any) -> None:
        value |= {"sure": self.sure.value, "note": self.note}
        RedlineFact.record_change({"proposal_id": self.row_id()}, value, stamp)


@event_type
class RedlineDrafted(RedlineEvent):
    """Amendments of the code were drafted for a proposal."""

    TYPE: ClassVar[str] = "legaltext.redline_drafted"

    version: str
    base: str
    operations: tuple[dict[str, Any], ...]
    result: str
    alternative_to: str = ""
    revision: str
    is_baselined: bool = False

    def in_words(self) -> str:
        what = "Baselined legal text" if self.is_baselined else "Draft legal text"
        return f"{what} {self.revision} on version {self.version}: {plural(len(self.operations), 'amendment')}."

    def write(self, stamp: Stamp) -> None:
        self._write(
            stamp,
            base=self.base,
            operations=canonical_json(list(self.operations)),
            result=self.result,
            alternative_to=self.alternative_to,
            revision=self.revision,
            is_baselined=self.is_baselined,
        )


@event_type
class RedlineWithdrawn(RedlineEvent):
    """A proposal amends the code no more."""

    TYPE: ClassVar[str] = "legaltext.redline_withdrawn"

    revision: str
    reason: str

    def in_words(self) -> str:
        return f"The legal text {self.revision} is withdrawn: {self.reason.rstrip('.')}."

    def write(self, stamp: Stamp) -> None:
        self._write(
            stamp, base="", operations="", result="", alternative_to="", revision=self.revision, is_baselined=False
        )


@event_type
class ConflictResolved(EventBody):
    """Conflicts between proposals were settled."""

    TYPE: ClassVar[str] = "legaltext.conflict_resolved"

    key: str
    resolution: dict[str, Any]
    settled: dict[str, str]

    def in_words(self) -> str:
        settles, reason = ", ".join(self.resolution["settles"]), str(self.resolution["reason"]).rstrip(".")
        return f"{self.resolution['approver']} settles {settles}: {reason}."

    def write(self, stamp: Stamp) -> None:
        ResolutionRecord.objects.create(
            key=self.key,
            resolution=canonical_json(self.resolution),
            settled=self.settled,
            effective=stamp.effective,
            known_from=stamp.known_from,
            event_id=stamp.event_id,
        )
