"""Lines of a paper laid out: footnotes numbered, references named, figures entered in the register. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from codeclerk.papers.cleaning import clean
from codeclerk.papers.laid import FigureLaid, Note, Part, Parts
from codeclerk.papers.model import CrossReference, Figure, Footnote, Front, Reference, Run, Runs, Standing, Strong
from codeclerk.papers.numbering import Place

MARKS = {Standing.REPORTED: "R", Standing.INFERRED: "I", Standing.WITHHELD: "W"}
"""The letter printed in brackets behind a figure that was not computed."""


class Lines:
    """Lays lines out in the order in which they are read; keeps the footnotes and figures found so far."""

    def __init__(self, places: Mapping[str, Place], front: Front) -> None:
        self._places = places
        self._pages = dict(front.row_pages)
        self._numbers: dict[Parts, int] = {}
        self.notes: list[Note] = []
        self.figures: list[FigureLaid] = []

    def line(self, runs: Runs, where: str, in_table: bool = False) -> Parts:
        """The parts of a line. In a table an account of a figure stands below the table, else in a footnote."""
        parts: list[Part] = []
        for run in runs:
            parts += self._parts(run, where, in_table)
        return tuple(parts)

    def _parts(self, run: Run, where: str, in_table: bool) -> list[Part]:
        if isinstance(run, Figure):
            return self._figure(run, where, in_table)
        if isinstance(run, Footnote):
            return [self._note(tuple(part for inner in run.runs for part in self._parts(inner, where, in_table)))]
        if isinstance(run, CrossReference):
            place = self.place(run.key)
            return [Part("place", clean(place.label), to=place.id)]
        if isinstance(run, Reference):
            return [Part("link" if run.href else "text", clean(run.text), href=run.href)]
        return [Part("strong" if isinstance(run, Strong) else "text", clean(run.text))] if run.text else []

    def place(self, key: str) -> Place:
        """The place of this key. Raises `ValueError` when nothing has it."""
        if key not in self._places:
            raise ValueError(f"The paper refers to {key!r}, and nothing in it has that key.")
        return self._places[key]

    def _figure(self, figure: Figure, where: str, in_table: bool) -> list[Part]:
        shown, account = clean(figure.shown), clean(figure.account)
        id = ""
        if figure.rows or account:
            id = f"f-{len(self.figures) + 1}"
            rows = tuple((clean(key), self._page(key)) for key in figure.rows)
            self.figures.append(FigureLaid(id, shown, where, figure.standing, account, rows))
        mark = MARKS.get(figure.standing, "") if in_table else ""
        parts = [Part("figure", shown, to=id, mark=mark)]
        if account and not in_table:
            parts.append(self._note((Part("text", account),)))
        return parts

    def chart(self, name: str, where: str, rows: tuple[str, ...]) -> None:
        """Enter the data of a chart in the register of figures."""
        if rows:
            keys = tuple((clean(key), self._page(key)) for key in rows)
            id = f"f-{len(self.figures) + 1}"
            self.figures.append(FigureLaid(id, f"Data of {name}", where, Standing.COMPUTED, "", keys))

    def _page(self, key: str) -> str:
        kind, _, name = key.partition(":")
        pattern = self._pages.get(kind, "")
        return pattern.replace("{}", name) if name else ""

    def _note(self, parts: Parts) -> Part:
        if parts not in self._numbers:
            self._numbers[parts] = len(self._numbers) + 1
            self.notes.append(Note(self._numbers[parts], parts))
        number = self._numbers[parts]
        return Part("note", str(number), to=f"note-{number}", number=number)
