"""A document as its page shows it: paragraphs with their labels, anchors and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codeclerk.legaltext.manifest import DocumentText, Node
from codeclerk.legaltext.rules.comparing import Comparison
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.marks import edits
from codeclerk.legaltext.rules.operations import Operation, as_words
from codeclerk.legaltext.rules.provisions import UNUSED, Code, Kind, Provision
from codeclerk.legaltext.rules.redlining import Line, Mark, Piece, lines
from codeclerk.legaltext.rules.spans import Emphasis, Ref, Shown, Span, Term, render, rendered, text, tokens


def slug(name: str) -> str:
    """The address of a document: `section-h`."""
    return name.lower().replace(" ", "-")


def anchor(label: str) -> str:
    """The anchor of a label: `H8.3(b)` is `H8.3-b`."""
    return label.replace(")(", "-").replace("(", "-").rstrip(")")


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a paragraph.

    Args:
        to: the address of what they lead to; empty for words alone.
        title: what that is, for a term and a reference.
        mark: `inserted` or `deleted` in a redline; empty for words that stay.
        was: what a reference rendered before.
    """

    text: str
    to: str = ""
    title: str = ""
    mark: str = ""
    was: str = ""
    is_emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision on the page.

    Args:
        level: how far it is set in, 0 to 5.
        label: in its own place; `old_label` where a redline shows another one before.
        anchors: the ids by which links find it: by its permanent id and by its label.
        change: what was done to it, in a word; empty where nothing was.
        rows: of a table, its rows with their cells.
        within: of a table, the ids of everything in it.
    """

    pid: str
    kind: str
    level: int
    label: str
    full: str
    words: tuple[Words, ...]
    anchors: tuple[str, ...]
    name: str = ""
    old_label: str = ""
    change: str = ""
    follows: bool = False
    rows: tuple[tuple[tuple[Words, ...], ...], ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where every provision of a version stands: its document's name by its id, to link across documents."""

    documents: Mapping[str, str]
    shown: Shown

    def href(self, pid: str, here: str) -> str:
        """The address of a provision, from a page of the document `here`. Empty for one that is not there."""
        name = self.documents.get(pid)
        if name is None:
            return ""
        return f"#{pid}" if name == here else f"../{slug(name)}/#{pid}"


def places(texts: Iterable[DocumentText], shown: Shown) -> Place:
    """Where the provisions of these documents stand."""
    return Place({node.provision.pid: text.name for text in texts for node in text.nodes}, shown)


def paragraphs(one: DocumentText, place: Place) -> Iterator[Paragraph]:
    """What stands in a document, as one reads it; a table as one paragraph with its rows."""
    nodes = iter(one.nodes[1:])
    waiting: Node | None = next(nodes, None)
    while waiting is not None:
        node, waiting = waiting, None
        if node.provision.kind is Kind.TABLE:
            rows: list[list[tuple[Words, ...]]] = []
            within = []
            for inside in nodes:
                if inside.depth <= node.depth:
                    waiting = inside
                    break
                within.append(inside.provision.pid)
                if inside.provision.kind is Kind.ROW:
                    rows.append([])
                elif rows:
                    rows[-1].append(tuple(_words(inside, one.name, place)))
            yield _paragraph(node, (), rows, within)
        else:
            yield _paragraph(node, tuple(_words(node, one.name, place)))
            waiting = next(nodes, None)


def _paragraph(
    node: Node, words: tuple[Words, ...], rows: Iterable[Iterable[tuple[Words, ...]]] = (), within: Iterable[str] = ()
) -> Paragraph:
    one, label = node.provision, node.label
    anchors = (one.pid, anchor(label.full)) if label.own else (one.pid,)
    return Paragraph(
        one.pid,
        one.kind.value,
        min(node.depth, 5),
        label.own,
        label.full if label.own or one.kind is Kind.DEFINITION else "",
        words,
        anchors,
        one.name,
        rows=tuple(tuple(row) for row in rows),
        within=tuple(within),
    )


def _words(node: Node, here: str, place: Place) -> Iterator[Words]:
    if node.provision.is_unused:
        yield Words(UNUSED)
        return
    for span in node.provision.content:
        yield _span(span, here, place)


def _span(span: Span, here: str, place: Place) -> Words:
    words = rendered(span, place.shown)
    match span:
        case Ref(pid):
            return Words(words, place.href(pid, here), f"{place.documents.get(pid, '')} {words}".strip())
        case Term(pid):
            return Words(words, place.href(pid, here), f"Definition of “{place.shown.terms.get(pid, words)}”")
        case Emphasis():
            return Words(words, is_emphasis=True)
    return Words(words)


def single(provision: Provision, shown: Shown) -> str:
    """What a provision says by itself, as one reads it."""
    return UNUSED if provision.is_unused else render(provision.content, shown)


def against(old: str | None, new: str) -> list[tuple[str, str]]:
    """The words of a text against those before it: (mark, words). None: there was nothing before."""
    if old is None or old == new:
        return [("", new)]
    made: list[tuple[str, str]] = []
    before, here = tokens(text(old)), 0
    for run in edits(text(old), text(new)):
        made.append(("", "".join(map(str, before[here : run.first]))))
        made.append(("deleted", "".join(map(str, before[run.first : run.last]))))
        made.append(("inserted", "".join(map(str, run.new))))
        here = run.last
    made.append(("", "".join(map(str, before[here:]))))
    return [one for one in made if one[1]]


# --- redlines --------------------------------------------------------------------------


def differing(found: Comparison, view: str = "changes") -> list[tuple[str, list[Paragraph]]]:
    """The documents that differ, each with its paragraphs: all of them, or in the view `changes` those that changed."""
    pids = {(found.new if one.pid in found.new.provisions else found.old).document_of(one.pid) for one in found.changes}
    pids |= {found.new.document_of(one.at) for one in found.consequential}
    made = []
    for pid in (*found.new.documents, *(pid for pid in found.old.documents if pid not in found.new.provisions)):
        if pid in pids:
            name = (found.new if pid in found.new.provisions else found.old).provisions[pid].name
            made.append((name, list(redlined(lines(found, [pid]), only_changes=view == "changes"))))
    return made


def told(operations: Iterable[Operation], old: Code, new: Code) -> Iterator[Mapping[str, str]]:
    """Amendments as instructions: what each one does, and where: `edit text`, `Section H, H8.3`."""
    before, after = labels(old), labels(new)
    for one in operations:
        said = as_words(one, old)
        label = after.get(one.target) or before.get(one.target)
        code = new if one.target in new.provisions else old
        where = code.provisions[code.document_of(one.target)].name if one.target in code.provisions else ""
        yield {
            "id": one.id,
            "what": str(said["what"]).replace("_", " "),
            "where": ", ".join(part for part in (where, label.full if label and label.full != where else "") if part),
        }


def as_plain_text(found: Comparison) -> str:
    """A redline as plain text: `[-deleted-]` and `{+inserted+}`, what stays left out."""
    made = []
    for name, every in differing(found):
        made.append(f"== {name} ==")
        for para in every:
            label = f"[-{para.old_label}-] {para.label}" if para.old_label else para.label or para.name
            said = [_plain(one) for one in para.words] + [
                " | ".join("".join(map(_plain, cell)) for cell in row) for row in para.rows
            ]
            change = f" <{para.change}>" if para.change else ""
            made.append(f"{label} {''.join(said[: len(para.words)])}{change}".strip())
            made += said[len(para.words) :]
    return "\n".join(made) + "\n" if made else "They are the same.\n"


def _plain(one: Words) -> str:
    match one.mark:
        case "inserted":
            return f"{{+{one.text}+}}"
        case "deleted":
            return f"[-{one.text}-]"
    return one.text


def redlined(lines: Iterable[Line], only_changes: bool = False) -> Iterator[Paragraph]:
    """The lines of a redline as paragraphs.

    Args:
        only_changes: leave out what stays, but the headings over what changes.
    """
    every = [line for line in lines if line.kind is not Kind.DOCUMENT]
    heads: list[Line] = []
    for line, row in _with_rows(every):
        is_changed = line.is_changed or line.follows or any(cell.is_changed for cells in row for cell in cells)
        if only_changes and not is_changed:
            heads = [head for head in heads if head.level < line.level] + [line]
            continue
        for head in heads if only_changes else ():
            if head.level < line.level and head.kind in (Kind.HEADING, Kind.CLAUSE, Kind.DEFINITION):
                yield _redline(head, ())
        heads = []
        yield _redline(line, row)


def _with_rows(lines: list[Line]) -> Iterator[tuple[Line, list[list[Line]]]]:
    """Each line with the rows of cells under it, which only a table has."""
    here = 0
    while here < len(lines):
        line = lines[here]
        rows: list[list[Line]] = []
        here += 1
        if line.kind is Kind.TABLE:
            while here < len(lines) and lines[here].level > line.level:
                if lines[here].kind is Kind.ROW:
                    rows.append([])
                elif rows:
                    rows[-1].append(lines[here])
                here += 1
        yield line, rows


def _redline(line: Line, rows: Iterable[Iterable[Line]]) -> Paragraph:
    changes = [one.value for one in sorted(line.what)]
    return Paragraph(
        line.pid,
        line.kind.value,
        min(line.level, 5),
        line.new_label or line.old_label,
        line.new_full or line.old_full,
        tuple(_piece(piece) for piece in line.pieces),
        (line.pid,),
        line.name,
        line.old_label if line.old_label and line.new_label and line.old_label != line.new_label else "",
        " and ".join(changes),
        line.follows,
        tuple(tuple(tuple(_piece(piece) for piece in cell.pieces) for cell in row) for row in rows),
    )


def _piece(piece: Piece) -> Words:
    mark = "" if piece.mark is Mark.SAME else piece.mark.value
    return Words(piece.words, mark=mark, was=piece.was)
