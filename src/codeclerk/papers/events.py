"""What can happen to papers: they are issued."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from codeclerk.kernel import vault
from codeclerk.kernel.events import EventBody, Stamp, event_type
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.storage import FULL
from codeclerk.papers.models import IssuedFile, IssuedPaper
from codeclerk.papers.rendering import File


class FileBody(BaseModel):
    """One file as it stands in the log: by its hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    media_type: str
    sha256: str
    size: int


@event_type
class PaperIssued(EventBody):
    """A paper was issued. The log keeps the hash of each of its files, which proves them."""

    TYPE: ClassVar[str] = "papers.paper_issued"

    reference: str
    version: int
    kind: str
    title: str
    subject: str = ""
    persons: tuple[str, ...] = ()
    period: str
    classification: Classification
    dated: date
    data_date: date | None
    as_at: date
    known_at: datetime
    checkpoint_position: int
    checkpoint_digest: str
    schema_version: int
    reason: str = ""
    files: tuple[FileBody, ...]

    # The bytes travel with the event from the plan to the vault. The log never has them: tables rebuilt from it find
    # the vault filled.
    _contents: tuple[bytes, ...] = PrivateAttr(default=())

    @classmethod
    def of(cls, files: tuple[File, ...], **facts: Any) -> PaperIssued:
        """The event with the files that are to be kept."""
        bodies = tuple(
            FileBody(name=one.name, media_type=one.media_type, sha256=one.sha256, size=len(one.content))
            for one in files
        )
        made = cls(files=bodies, **facts)
        made._contents = tuple(one.content for one in files)
        return made

    def in_words(self) -> str:
        again = f" again as version {self.version}, because: {self.reason}" if self.version > 1 else ""
        return (
            f"“{self.title}” is issued under {self.reference}{again}. It is marked {self.classification.value}, shows "
            f"the record as at {self.as_at}, and is never changed again."
        )

    def write(self, stamp: Stamp) -> None:
        try:
            for content in self._contents:
                vault.put(content)
        except OSError as error:
            raise FULL.refuse(f"the issue of {self.reference}") from error
        made = IssuedPaper.objects.create(
            **self.model_dump(exclude={"files", "schema_version", "classification"}),
            classification=self.classification.value,
            schema=self.schema_version,
            issued_on=stamp.effective,
            known_from=stamp.known_from,
            event_id=stamp.event_id,
        )
        IssuedFile.objects.bulk_create(IssuedFile(paper=made, **one.model_dump()) for one in self.files)
