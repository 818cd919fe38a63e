"""The shapes of the text of the code."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field, JsonValue

from codeclerk.api.shapes.common import Listed, One, Shape


class CodeVersion(Shape):
    """A version of the code, without its text."""

    number: str = Field(examples=["16.0"])
    """Its number."""
    effective: datetime
    """The instant from which it holds."""
    parent: str | None
    """The number of the version before."""
    root: str
    """The hash of its whole text."""
    origin: str
    """import, modification, alternative, fast_track, designation or authority_direction."""
    summary: str
    """What changed, in words."""
    letter: str | None
    """The letter that it rests on."""
    certificate: dict[str, JsonValue] | None
    """What proves that it was made from the version before; null where it was imported."""
    manifest: str
    """The SHA-256 of its manifest."""
    signature: str
    """The signature of that."""
    key: str
    """The key with which it was signed."""
    date_corrected: str | None
    """Why its date was corrected."""


class CodeDocumentLine(Shape):
    pid: str
    """Its permanent id."""
    document: str = Field(examples=["Section H"])
    """Its name."""
    title: str
    """Its title."""
    revision: str | None
    """Its own version, where it has one."""
    version: str
    """The version of the code."""


class CodeProvision(Shape):
    pid: str
    """Its permanent id."""
    depth: int
    """How deep it stands; 0 for the document itself."""
    label: str
    """What it is called."""
    kind: str
    """document, heading, clause, sub, definition, table, row, cell, note, figure or form."""
    text: str
    """What it says, as one reads it."""
    is_unused: bool
    """Whether it is kept and not used."""
    hash: str
    """The SHA-256 of what it says."""


class CodeDocument(Shape):
    """A document with its provisions as one reads."""

    document: str = Field(examples=["Section H"])
    """Its name."""
    title: str
    """Its title."""
    revision: str | None
    """Its own version, where it has one."""
    version: str
    """The version of the code."""
    provisions: list[CodeProvision]
    """Its provisions in order, the document itself first."""


class ClauseCause(Shape):
    operation: str
    """Id of the amendment."""
    proposal: str
    """The proposal that it is from."""


class Clause(Shape):
    """A provision over a stretch of time in which it said one thing and was called one name."""

    pid: str
    """Its permanent id."""
    label: str = Field(examples=["H8.3(b)"])
    """What it was called."""
    kind: str
    """What it is, as in a document."""
    text: str
    """What it said, as one reads it."""
    content: list[JsonValue]
    """The same as it was drafted: texts, and marks that name what they point to."""
    is_unused: bool
    """Whether it was kept and not used."""
    from_: datetime = Field(alias="from")
    """From when."""
    until: datetime | None
    """Until when, which is not part of it; null while it goes on."""
    version: str
    """The version of the code with which it began."""
    causes: list[ClauseCause]
    """What made it begin; none where it was imported, or only its label follows from other changes."""
    hash: str
    """The SHA-256 of what it said."""


class ClauseRegion(Shape):
    region: str | None
    """Where; null for everywhere else."""
    is_in_force: bool
    """Whether it is in force there."""


class ClauseHistory(Shape):
    """A provision with everything that it ever said."""

    pid: str
    """Its permanent id."""
    document: str
    """Permanent id of the document in which it stands."""
    on_the_day: Clause | None
    """What it says at the end of the day, with references as they read then; null where it is not there."""
    in_force: list[ClauseRegion]
    """Where it is in force, as far as anything was recorded; none where it simply is."""
    history: list[Clause]
    """Everything that it said, oldest first, each with references as they read when that began."""


class CodeCalled(Shape):
    pid: str
    """Permanent id of the provision."""
    old_label: str | None
    """What the old version calls it; null where it has none such."""
    new_label: str | None
    """What the new version calls it; null where it has none such."""


class CodeChange(CodeCalled):
    what: str
    """inserted, deleted, edited or relabelled."""
    runs: list[list[JsonValue]]
    """Of an edit: the first and the last token of the old text that are struck out, the last not part of it, and what
    stands in their place."""


class CodeFollows(CodeCalled):
    """What looks different though nobody drafted it."""

    of: str
    """Permanent id of the provision whose label it is."""
    old: str
    """What it was."""
    new: str
    """What it is."""


class CodeParam(Shape):
    old: str
    """Its old value; empty for none."""
    new: str
    """Its new value; empty for none."""


class CodeComparison(Shape):
    """All differences between two versions."""

    old: str
    """Number of the old version."""
    new: str
    """Number of the new version."""
    marked_tokens: int
    """How many tokens a redline marks: struck out or put in. What moves is named and not marked."""
    changes: list[CodeChange]
    """What was drafted: deletions as the old version reads, then all else as the new one does."""
    moves: list[CodeCalled]
    """What moved, each with all under it."""
    consequential: list[CodeFollows]
    """Labels, and references to them, that follow from other changes."""
    params: dict[str, CodeParam]
    """Parameters with another value, by id."""


class CodeConflict(Shape):
    """A conflict between amendments that wait for a release, or of one with the present text."""

    key: str = Field(examples=["C1:MP106-1:MP107-1"])
    """Names it."""
    sort: str
    """C1 to C12."""
    words: str
    """What that is, in words."""
    is_blocking: bool
    """Whether a release waits until it is settled."""
    proposals: list[str]
    """Numbers of the proposals."""
    operations: list[str]
    """Ids of the amendments."""
    at: str
    """The provision, by permanent id, or the parameter over which it arises."""
    resolution: str | None
    """Id of what settled it; null while it is open."""


class CodeVersions(Listed[CodeVersion]): ...


class CodeDocuments(Listed[CodeDocumentLine]): ...


class CodeConflicts(Listed[CodeConflict]): ...


class OneCodeDocument(One[CodeDocument]): ...


class OneClause(One[ClauseHistory]): ...


class OneComparison(One[CodeComparison]): ...
