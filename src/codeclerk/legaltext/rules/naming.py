"""What a provision is called in a sentence: by its label, and where it has none by what it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from codeclerk.legaltext.rules.provisions import Code, Kind, Label
from codeclerk.legaltext.rules.spans import Shown, render


def called(code: Code, pid: str, labels: Mapping[str, Label], shown: Shown) -> str:
    """`H8.3(b)`; of a cell its column and the head of its row too: `4.1, “Installed until” of “1.0, 1.1”`.

    A row is called by its first cell, and by as many more as are needed to tell it from the others.
    """
    label = labels[pid].full
    row = pid if code.provisions[pid].kind is Kind.ROW else code.parents.get(pid, "")
    table = code.under(code.parents.get(row, ""))
    if not table or code.provisions[row].kind is not Kind.ROW:
        return label
    if row == pid:
        return f"{label}, row “{_head(code, pid, shown)}”"
    place = code.under(row).index(pid)
    titles = code.under(table[0])
    if row == table[0] or place >= len(titles):
        return f"{label}, row “{_head(code, row, shown)}”"
    return f"{label}, “{_words(code, titles[place], shown)}” of “{_head(code, row, shown)}”"


def _head(code: Code, row: str, shown: Shown) -> str:
    """The cells that tell a row from the others of its table: the first one and, while two rows agree, those of the
    columns that tell most rows apart."""
    every = [_cells(code, other, shown) for other in code.under(code.parents[row])]
    own = every[code.under(code.parents[row]).index(row)]
    chosen = [0] if own else []
    apart = sorted(
        range(1, len(own)), key=lambda place: (-len({tuple(one[place : place + 1]) for one in every}), place)
    )
    for place in apart:
        if sum(all(one[at : at + 1] == own[at : at + 1] for at in chosen) for one in every) == 1:
            break
        chosen.append(place)
    return ", ".join(own[at] for at in chosen)


def _cells(code: Code, row: str, shown: Shown) -> list[str]:
    return [_words(code, cell, shown) for cell in code.under(row)]


def _words(code: Code, pid: str, shown: Shown) -> str:
    return render(code.provisions[pid].content, shown)
