"""The order of everything in a paper, with its number, letter and level. Pure.

Sections are numbered 1, 2, 2.1; appendices lettered A, B; inside Appendix A sections are A.1, its annexes Annex A,
Annex B again, and their sections A.A.1. Tables and charts count on through the paper, and from 1 in each appendix:
Table A1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codeclerk.papers.model import NOTHING, Appendix, Block, Chart, Paper, Section, Table


@dataclass(frozen=True)
class Place:
    """Where a thing stands. `label` names it in a sentence: `section 3.2`, `Table 1`, `Appendix A`."""

    number: str = ""
    label: str = ""
    id: str = ""


NOWHERE = Place()


@dataclass(frozen=True)
class Spot:
    """One thing on the way through a paper. `inside` names the section or appendix that holds a block."""

    thing: Section | Appendix | Block | str
    place: Place
    level: int
    inside: str = ""


def letter(position: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    made = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        made = chr(65 + rest) + made
    return made


class _Walk:
    """One way through one document: the body, or one appendix or annex."""

    def __init__(self, letters: tuple[str, ...], numbered_levels: int) -> None:
        self.letters = letters
        self.numbered_levels = numbered_levels
        self.counts = {"Table": 0, "Figure": 0}
        self.unnumbered = 0

    @property
    def base(self) -> int:
        """Level of the headings around: 0 in the body, 1 below an appendix's own."""
        return len(self.letters)

    def sections(self, sections: tuple[Section, ...], above: tuple[int, ...], numbered: bool) -> Iterator[Spot]:
        position = 0
        for section in sections:
            is_numbered = numbered and section.numbered and len(above) < self.numbered_levels
            position += is_numbered
            place = self._section(section, (*above, position) if is_numbered else ())
            yield Spot(section, place, self.base + len(above) + 1)
            inside = place.label
            if not section.blocks and not section.sections:
                yield Spot(section.empty, NOWHERE, 0, inside)
            yield from self.blocks(section.blocks, inside)
            # Below a heading without a number nothing is numbered.
            yield from self.sections(section.sections, (*above, position), is_numbered)

    def _section(self, section: Section, numbers: tuple[int, ...]) -> Place:
        if not numbers:
            self.unnumbered += 1
            parts = [*self.letters, "x", str(self.unnumbered)]
            return Place("", f"‘{section.title}’", "s-" + "-".join(parts).lower())
        dotted = ".".join([*self.letters, *map(str, numbers)])
        number = f"{dotted}." if len(numbers) == 1 and not self.letters else dotted
        return Place(number, f"section {dotted}", "s-" + dotted.replace(".", "-").lower())

    def blocks(self, blocks: tuple[Block, ...], inside: str) -> Iterator[Spot]:
        for block in blocks:
            place = NOWHERE
            if isinstance(block, Table | Chart):
                kind = "Table" if isinstance(block, Table) else "Figure"
                self.counts[kind] += 1
                number = "".join(self.letters) + str(self.counts[kind])
                place = Place(f"{kind} {number}", f"{kind} {number}", f"{kind}-{number}".lower())
            yield Spot(block, place, 0, inside)

    def appendices(self, appendices: tuple[Appendix, ...], outer: str) -> Iterator[Spot]:
        for position, appendix in enumerate(appendices, start=1):
            letters = (*self.letters, letter(position))
            own = f"{'Annex' if self.letters else 'Appendix'} {letters[-1]}"
            label = f"{own} of {outer}" if outer else own
            yield Spot(appendix, Place(own, label, "-".join(["appendix", *letters]).lower()), len(letters))
            walk = _Walk(letters, self.numbered_levels)
            if not (appendix.blocks or appendix.sections or appendix.annexes):
                yield Spot(NOTHING, NOWHERE, 0, label)
            yield from walk.blocks(appendix.blocks, label)
            yield from walk.sections(appendix.sections, (), True)
            yield from walk.appendices(appendix.annexes, label)


def walk(paper: Paper) -> Iterator[Spot]:
    """Everything in the paper behind its cover, in order. A text is the sentence of an empty section."""
    body = _Walk((), paper.numbered_levels)
    yield from body.sections(paper.sections, (), True)
    yield from body.appendices(paper.appendices, "")


def places(paper: Paper) -> dict[str, Place]:
    """The places that a reference can name, by key. Raises `ValueError` for a key that two things have."""
    found: dict[str, Place] = {}
    for spot in walk(paper):
        key = getattr(spot.thing, "key", "")
        if key and key in found:
            raise ValueError(f"Two things in the paper have the key {key!r}.")
        if key:
            found[key] = spot.place
    return found
