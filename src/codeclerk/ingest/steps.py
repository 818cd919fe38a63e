"""From the files of a folder to the commands that load it: each with its act, day, source and a lasting id.

The id of a command is made from what it says and where that was read, not from its place in a file. So entries may be
added and moved: what was loaded before is known again.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from codeclerk.ingest.files import ClaimEntry, DataFolder, Entry, EntryFile, Paper
from codeclerk.ingest.reasons import ACT_UNKNOWN, BAD_CLAIM, BAD_DATA, VERSION_UNKNOWN, WRONG_PLACE
from codeclerk.kernel import chain
from codeclerk.kernel.acts import Act, Source, acts
from codeclerk.kernel.calendar.dates import start_of_london_day
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs.reasons import Place, Problems, suggest
from codeclerk.sources.rules.locators import check_locator
from codeclerk.sources.rules.values import read_value
from codeclerk.sources.rules.vocabulary import check_subject, find_property

NAMESPACE = uuid.UUID("3b0ac1f4-64e5-5a38-9f0d-0f6f7fb9f3a1")
"""Of the ids of loaded commands: two installations that load the same entry give its command the same id."""
_LINES = re.compile(r"[0-9]+(-[0-9]+)?(, ?[0-9]+(-[0-9]+)?)*")
REGISTER, CLAIM = "register_document", "record_claims"


@dataclass(frozen=True)
class Step:
    """One command of a load. `places` are the lines of the claims of a batch."""

    file: str
    place: Place
    act: str
    data: Mapping[str, Any]
    effective: date
    known_from: datetime
    source: Source
    command_id: uuid.UUID
    places: tuple[Place, ...] = field(default=(), repr=False)


def steps_of(folder: DataFolder) -> tuple[Step, ...]:
    """The commands in the order in which they are carried out: the papers are registered, then file by file.

    Raises:
        Refused: with one refusal for each entry that cannot be a command, naming file and line. Nothing is asked of
            the record: what its guards say is known when the command is sent.
    """
    return _Making(folder).run()


class _Making:
    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.problems = Problems(folder.label)
        self.acts = acts()
        self.seen: Counter[str] = Counter()

    def run(self) -> tuple[Step, ...]:
        steps = [*map(self._paper, self.folder.papers.values())]
        for file in self.folder.files:
            steps += self._entries(file)
            steps += self._claims(file)
        self.problems.raise_all()
        return tuple(steps)

    def _step(self, file: str, place: Place, paper: Paper, act: str, data: Mapping[str, Any], **more: Any) -> Step:
        given: dict[str, Any] = {"effective": paper.published, "known": paper.published, "locator": "", **more}
        source = Source(paper.sha256, given["locator"])
        said = [act, data, given["effective"].isoformat(), given["known"].isoformat(), source.document, source.locator]
        text = chain.canonical_json(said)
        self.seen[text] += 1
        return Step(
            file=file,
            place=place,
            act=act,
            data=data,
            effective=given["effective"],
            known_from=start_of_london_day(given["known"]),
            source=source,
            command_id=uuid.uuid5(NAMESPACE, f"{text}#{self.seen[text]}"),
            places=given.get("places", ()),
        )

    def _paper(self, paper: Paper) -> Step:
        data = {
            name: value
            for name, value in paper.model_dump(mode="json", exclude={"id", "versions"}).items()
            if value is not None
        }
        place = self.folder.paper_places[paper.id]
        self._check_data(REGISTER, data, place, lambda *path: place)
        return self._step(place.file, place, paper, REGISTER, data)

    def _entries(self, file: EntryFile) -> Iterator[Step]:
        for index, entry in enumerate(file.typed.entries):
            if self.problems.is_full():
                return
            place = file.place("entries", index)
            locator = self._locator(file.paper, entry.at, file.place("entries", index, "at"))
            known = self._known(file, entry, index)
            data = self._data(file, entry)
            where = partial(file.place, "entries", index, "data")
            if self._check_data(entry.act, data, file.place("entries", index, "act"), where):
                more = {"effective": entry.effective or known, "known": known, "locator": locator}
                yield self._step(file.name, place, file.paper, entry.act, data, **more)

    def _data(self, file: EntryFile, entry: Entry) -> Mapping[str, Any]:
        """What the entry hands to its act: what it says, how sure its file is, and the documents that it names."""
        data: dict[str, Any] = dict(entry.data)
        act, sure = self.acts.get(entry.act), file.typed.sure
        if act is not None and sure is not None and "sure" in act.Input.model_fields:
            data.setdefault("sure", sure.value)
        if entry.texts is not None:
            data["documents"] = list(self.folder.texts[entry.texts])
        return data

    def _known(self, file: EntryFile, entry: Entry, index: int) -> date:
        if entry.version is None:
            return file.paper.published
        versions = file.paper.versions
        if entry.version not in versions:
            place, hint = file.place("entries", index, "version"), suggest(entry.version, versions)
            self.problems.add(VERSION_UNKNOWN, place, paper=file.paper.id, found=entry.version, hint=hint)
        return versions.get(entry.version, file.paper.published)

    def _locator(self, paper: Paper, at: str, place: Place) -> str:
        """The place as events keep it: `217-221` of the CSR is `CSR:217-221`."""
        locator = f"{paper.id}:{at}"
        why = "" if _LINES.fullmatch(at) else "it is not lines such as 217-221"
        try:
            check_locator(locator, paper.lines)
        except Refused as refused:
            why = why or refused.first.facts["why"]
        if why:
            self.problems.add(WRONG_PLACE, place, found=at, paper=paper.id, why=why)
        return locator

    def _check_data(self, name: str, data: Mapping[str, Any], place: Place, where: Callable[..., Place]) -> bool:
        """Whether there is such an act; what does not fit its schema is refused at its line."""
        act = self.acts.get(name)
        if act is None:
            self.problems.add(ACT_UNKNOWN, place, found=name, hint=suggest(name, self.acts))
            return False
        for misfit in _misfits(act, data):
            path = misfit["loc"]
            named = ".".join(map(str, path)) or "data"
            self.problems.add(BAD_DATA, where(*path), act=name, field=named, what=misfit["msg"])
        return True

    def _claims(self, file: EntryFile) -> Iterator[Step]:
        if not file.typed.claims:
            return
        claims, places = [], []
        for index, claim in enumerate(file.typed.claims):
            place = file.place("claims", index)
            locator = self._locator(file.paper, claim.at, file.place("claims", index, "at"))
            made = self._claim(claim, locator, place)
            if made is not None:
                claims.append(made)
                places.append(place)
        data = {"document": file.paper.sha256, "claims": claims}
        more = {"places": tuple(places), "locator": f"{file.paper.id}:1-{file.paper.lines}"}
        yield self._step(file.name, file.place("claims"), file.paper, CLAIM, data, **more)

    def _claim(self, claim: ClaimEntry, locator: str, place: Place) -> dict[str, Any] | None:
        try:
            check_subject(claim.of)
            declared = find_property(claim.says)
            value = read_value(declared.id, declared.type, claim.value)
        except Refused as refused:
            self.problems.add(BAD_CLAIM, place, what=refused.first.problem, hint=refused.first.remedy)
            return None
        said = {
            "subject": claim.of,
            "property": claim.says,
            "value": value,
            "locator": locator,
            "about": claim.about,
            "qualifier": claim.which,
            "unit": claim.unit,
            "stated": claim.stated,
            "reasoning": claim.reasoning,
            "wording": claim.wording,
            "note": claim.note,
        }
        return {name: one for name, one in said.items() if one is not None}


def _misfits(act: type[Act[Any]], data: Mapping[str, Any]) -> list[ErrorDetails]:
    """Everything in the data that does not fit the schema of the act."""
    schema: type[BaseModel] = act.Input
    try:
        schema.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []
