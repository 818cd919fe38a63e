"""Helpers for builders: loose words in, values of the model out. Every count in a sentence comes from its list.

Section("Refinement Consultations", listing(
    "There {is} currently {count} out for Refinement Consultation", Noun("Modification Proposal"),
    [proposal("MP144", "Charging of Random Sample Privacy Assessments")]))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from codeclerk.papers.blocks import NO_ROWS, Block, Bullets, Cells, Column, Item, Paragraph, Table
from codeclerk.papers.runs import Figure, Footnote, Form, Loose, Reference, Run, Runs, Strong, Text, runs
from codeclerk.papers.words import Noun, agree

Line = Loose | Runs
_MARK = re.compile(r"\{([a-zA-Z]+)\}")


def paragraph(*parts: Line) -> Paragraph:
    """A paragraph of its parts."""
    return Paragraph(runs(*parts))


def bullets(items: Iterable[Line | Item], ordered: bool = False) -> Bullets:
    """A list; each item is words, a run, a line of runs, or an `Item` with items below it."""
    return Bullets(tuple(one if isinstance(one, Item) else Item(runs(one)) for one in items), ordered)


def footnote(*parts: str | Text | Strong | Reference) -> Footnote:
    """A footnote of its parts."""
    return Footnote(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def proposal(reference: str, title: str = "", href: str = "") -> Reference:
    """A proposal as the papers name it: MP107 ‘SMETS1 Validation of SRV 6.15.1’."""
    text = f"{reference} ‘{title}’" if title else reference
    return Reference(text, href, f"proposal:{reference}")


def count_of(rows: Sequence[str], noun: Noun | None = None, form: Form = Form.WORDS) -> Figure:
    """How many rows there are, as a figure that names them: `two modifications`."""
    return Figure(len(rows), rows=tuple(rows), noun=noun, form=form)


def sentence(template: str, count: Figure, **words: Line) -> Runs:
    """A sentence that agrees with a count: `There {is} {count} being presented`.

    `{count}` is the figure; `{is}`, `{was}`, `{has}`, `{does}`, `{this}`, `{that}`, `{it}` and `{its}` agree with it, a
    capital first letter kept. Any other name stands for words that are given under it.

    Words of the record belong in `words`, not in the template: a brace in a title is no mark.
    """
    if not isinstance(count.value, int):
        raise ValueError("A sentence agrees with a whole number.")
    made: list[Run] = []
    for position, part in enumerate(_MARK.split(template)):
        if position % 2 == 0:
            made += runs(part)
        elif part == "count":
            made.append(count)
        elif part in words:
            made += runs(words[part])
        else:
            made += runs(agree(part, count.value))
    return _joined(made)


def _joined(line: Iterable[Run]) -> Runs:
    """Neighbouring words become one run, so that equal sentences are equal values."""
    made: list[Run] = []
    for run in line:
        last = made[-1] if made else None
        if isinstance(run, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + run.text)
        else:
            made.append(run)
    return tuple(made)


def listing(
    template: str, noun: Noun, items: Sequence[Line | Item], rows: Sequence[str] = (), **words: Line
) -> tuple[Block, ...]:
    """A counting sentence and the list of what it counts; without items, the sentence alone says that there are none.

    Args:
        template: as for `sentence`, without its end: a colon is put before a list, a full stop otherwise.
        noun: what the items are.
        items: what is listed.
        rows: keys of the rows behind the items; by default those of the references that begin them.
        words: as for `sentence`.
    """
    keys = tuple(rows) or tuple(key for item in items if (key := _key(item)))
    count = Figure(len(items), rows=keys, noun=noun, form=Form.WORDS)
    said = sentence(template + (":" if items else "."), count, **words)
    return (Paragraph(said), bullets(items)) if items else (Paragraph(said),)


def _key(item: Line | Item) -> str:
    line = item.runs if isinstance(item, Item) else runs(item)
    return next((run.key for run in line if isinstance(run, Reference) and run.key), "")


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Line]],
    *,
    key: str = "",
    total: Sequence[Line] = (),
    empty: str = NO_ROWS,
) -> Table:
    """A table whose cells are words, runs or lines of runs."""
    return Table(caption, tuple(columns), tuple(_cells(row) for row in rows), key, _cells(total), empty)


def _cells(row: Sequence[Line]) -> Cells:
    return tuple(runs(cell) for cell in row)
