"""Carrying out a load: one command after the other, each in a transaction of its own, up to the first refusal."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.db import transaction

from codeclerk.ingest.files import read_folder
from codeclerk.ingest.reasons import ENTRY_REFUSED
from codeclerk.ingest.steps import Step, steps_of
from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.models import Receipt

ACTOR = "system:import"
EXAMPLE = Path(__file__).parent / "example"
"""The example: what five published papers of the Smart Energy Code say."""
AT_ONCE = 500
"""Ids looked up in one query."""


@dataclass(frozen=True)
class Loaded:
    """What a load did. `known` commands had been carried out before. `warnings` name the line they are about."""

    folder: str
    papers: int
    done: int
    known: int
    warnings: tuple[str, ...]

    @property
    def commands(self) -> int:
        return self.done + self.known

    def __str__(self) -> str:
        if not self.done:
            return f"{self.folder}: everything was there: {self.papers} papers, {self.known} entries."
        before = f", {self.known} were there" if self.known else ""
        return f"{self.folder}: {self.papers} papers, {self.done} entries loaded{before}."


Progress = Callable[[str, int, int], None]
"""Told after each file: its name, how many of its commands were carried out now, and how many it has."""


def _silent(file: str, done: int, total: int) -> None:
    """Nobody asked."""


def load(folder: Path = EXAMPLE, progress: Progress = _silent) -> Loaded:
    """Load a folder of data into the record. What was loaded before is left alone.

    Raises:
        Refused: what cannot be read is refused as a whole, before anything is recorded. An entry that its act refuses
            ends the load there: the entries before it are recorded, it and those after it are not.
    """
    data = read_folder(folder)
    steps = steps_of(data)
    before = _known(step.command_id for step in steps)
    warnings: list[str] = []
    done = 0
    for file, run in groupby(steps, key=lambda step: step.file):
        own = list(run)
        new = [step for step in own if step.command_id not in before]
        for step in new:
            warnings += _carry_out(step, data.label)
        done += len(new)
        progress(file, len(new), len(own))
    return Loaded(data.label.rstrip("/"), len(data.papers), done, len(steps) - done, tuple(warnings))


def check(folder: Path = EXAMPLE, progress: Progress = _silent) -> Loaded:
    """What `load` would do, or the refusal that it would meet. Nothing is recorded.

    Entries build on each other, so each is carried out for the ones after it, in one transaction that is taken back.
    """
    with transaction.atomic():
        made = load(folder, progress)
        transaction.set_rollback(True)
    return made


def _known(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these commands have been carried out."""
    every = list(ids)
    found: set[uuid.UUID] = set()
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        found |= set(Receipt.objects.filter(pk__in=some).values_list("pk", flat=True))
    return found


def _carry_out(step: Step, label: str) -> Sequence[str]:
    """Send one command; its warnings, with the line."""
    try:
        outcome = bus.execute(
            step.act,
            step.data,
            actor=ACTOR,
            effective=step.effective,
            known_from=step.known_from,
            source=step.source,
            command_id=step.command_id,
        )
    except Refused as refused:
        raise Refused(*(_worded(step, label, refusal) for refusal in refused.refusals)) from refused
    return [f"{label}{step.place}: {warning}" for warning in outcome.warnings]


def _worded(step: Step, label: str, refusal: Refusal) -> Refusal:
    """The refusal of an entry, at its line; that of a claim in a batch, at the claim's."""
    batch = re.search(r"\(claim ([0-9]+)\)$", refusal.object)
    place = step.places[int(batch[1]) - 1] if batch and step.places else step.place
    facts = {"act": step.act, "what": refusal.problem, "hint": refusal.remedy, "code": refusal.code}
    return Refusal(ENTRY_REFUSED.code, f"{label}{place}", facts | {"file": place.file, "line": place.line})
