"""Reading a code from structured text: plain text with the Code's own numbering.

A file is a document. Its first line, `# DCC Services`, is the title; `## General` is a heading without a number;
`H8 Service management` one with a number; `H8.3 The DCC shall …`, `(b) …`, `(ii) …` are clauses and what stands under
them; `"Planned Maintenance" means …` is a definition; lines between `|` are the rows of a table, which belongs to the
line before it or, after an empty line, to the clause; `Note: …` is a note; a clause that says `Not used` keeps its
number only. A line without a label goes on with the one before it; after an empty line it is a clause without a number.
Each label must be the one that comes next, or that with a capital added (`H8.4A`); one that is fixed says so with an
equals sign (`=H8.7`). Whatever does not fit is refused with its place; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from codeclerk.kernel.errors import Reason, Refusal, Refused
from codeclerk.legaltext.rules import inline
from codeclerk.legaltext.rules.labels import labels, number_of, number_words, suffixed
from codeclerk.legaltext.rules.provisions import UNUSED, Code, Kind, LabelRule, Numbering, Provision, pid_for
from codeclerk.legaltext.rules.spans import Content, Param, normal

UNNUMBERED_TITLE = Reason(
    "legaltext.no_title",
    rule="the first line of a document is its title",
    problem="{object} does not begin with a title",
    remedy="Begin it with a line such as “# DCC Services”.",
)
NOT_NEXT = Reason(
    "legaltext.not_the_numbering",
    rule="the labels of a text follow the Code's numbering",
    problem="{object}: “{label}” does not follow {before}; {expected} would",
    remedy="Correct the label, indent it if it begins a list of its own, or write “={label}” if it is meant.",
)
NOT_UNDER = Reason(
    "legaltext.not_under",
    rule="a provision stands under the one whose label it begins with",
    problem="{object}: “{label}” does not stand under {under}",
    remedy="Put it under its own heading, or correct the label.",
)
DANGLING = Reason(
    "legaltext.dangling",
    rule="a reference is to a provision that is there",
    problem="{object} refers to “{words}”, which is not there",
    remedy="Correct the reference, or bring the provision.",
)
TERM_TWICE = Reason(
    "legaltext.term_twice",
    rule="a term is defined once in a document",
    problem="{object} defines “{term}” twice",
    remedy="Make one definition of both.",
)
PARAM_TWICE = Reason(
    "legaltext.param_twice",
    rule="a parameter has its value once in the code",
    problem="{object} gives {param} the value “{value}”, and it has “{other}” elsewhere",
    remedy="Give the value in one place, and name the parameter without it in the others.",
)
PARAM_WITHOUT = Reason(
    "legaltext.param_without_value",
    rule="a parameter has its value once in the code",
    problem="{object} names the parameter {param}, which has a value nowhere",
    remedy="Give it one where it is at home, as in “{{{{{param}: two}}}}”.",
)
LABEL_TWICE = Reason(
    "legaltext.label_twice",
    rule="a label names one provision of a document",
    problem="{object}: “{label}” is there twice",
    remedy="Correct one of the two.",
)
ROW_WIDTH = Reason(
    "legaltext.row_width",
    rule="the rows of a table have equally many cells",
    problem="{object}: the row has {has} cells, and the first one {first}",
    remedy="Write an empty cell as “| |”.",
)

_CHAPTER = re.compile(r"(=?)([A-Z]{0,2}\d+[A-Z]{0,2})\.?\s+(\S.*)")
_POINT = re.compile(r"(=?)([A-Z]{0,2}\d+(?:\.\d+[A-Z]{0,2})+)\s+(\S.*)")
_LISTED = re.compile(r"(=?)\(([a-z]{1,5}|[A-Z]{1,3})([A-Z]?)\)\s+(\S.*)")
_DEFINED = re.compile(r"[\"“]([^\"”]+)[\"”]\s+(\S.*)")
_LISTS = (Numbering.LETTER, Numbering.ROMAN, Numbering.CAPITAL)


@dataclass(frozen=True)
class Text:
    """A document as text.

    Args:
        name: of the document, `Section H`.
        words: what the file says.
        file: how messages call it.
    """

    name: str
    words: str
    file: str = ""

    def at(self, line: int) -> str:
        """`section-h.txt, line 12`."""
        return f"{self.file or self.name}, line {line}"


@dataclass
class _Open:
    """A provision that more can come under. `list` is how those under it are counted."""

    pid: str
    kind: Kind
    label: str
    indent: int = -1
    list: Numbering = Numbering.NONE
    last: int = 0
    suffix: int = 0


@dataclass
class _Made:
    """What the texts made so far."""

    provisions: dict[str, Provision] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def read(texts: Iterable[Text]) -> Code:
    """The code that these documents make, in their order. Permanent ids follow from names and labels, so the same text
    has the same ids.

    Refused with everything that does not fit, each with its file and line.
    """
    made = _Made()
    documents = [_Document(one, made).pid for one in texts]
    code = Code(made.provisions, {pid: tuple(under) for pid, under in made.children.items()}, tuple(documents))
    _link(code, made)
    if made.refusals:
        raise Refused(*made.refusals)
    return Code(made.provisions, code.children, code.documents, made.params)


class _Document:
    """Reads one document, line by line."""

    def __init__(self, text: Text, made: _Made) -> None:
        self.text, self.made = text, made
        self.pid = pid_for(text.name)
        self.mark = Provision("", Kind.DOCUMENT, name=text.name).mark
        self.terms: set[str] = set()
        self.labels: set[str] = set()
        self.columns = 0
        lines = text.words.lstrip("\ufeff").splitlines()
        title = lines[0].strip() if lines else ""
        if not title.startswith("# "):
            made.refusals.append(UNNUMBERED_TITLE.refuse(text.file or text.name).first)
        content, _ = inline.read(title.removeprefix("# ").strip())
        self._keep(Provision(self.pid, Kind.DOCUMENT, content=content, name=text.name), "", 1)
        self.open = [_Open(self.pid, Kind.DOCUMENT, text.name)]
        self.last = ""
        for number, line in enumerate(lines[1:], start=2):
            self._line(line, number)

    def _line(self, line: str, number: int) -> None:
        words = line.strip()
        if not words:
            self.last, self.columns = "", 0
            return
        indent = len(line) - len(line.lstrip())
        if words.startswith("|") and words.endswith("|") and len(words) > 1:
            self._row(words, number)
        elif words.startswith("## "):
            self._unnumbered(Kind.HEADING, words.removeprefix("## "), number, stay=self._depth(Kind.HEADING))
        elif words.startswith("Note: "):
            self._unnumbered(Kind.NOTE, words.removeprefix("Note: "), number, stay=len(self.open))
        elif found := _POINT.fullmatch(words):
            self._point(found[1], found[2], found[3], indent, number)
        elif found := _LISTED.fullmatch(words):
            self._listed(found[1], found[2], found[3], found[4], indent, number)
        elif found := _DEFINED.fullmatch(words):
            self._defined(found[1], found[2], number)
        elif (found := _CHAPTER.fullmatch(words)) and self._is_chapter(found[2]):
            self._chapter(found[1], found[2], found[3], number)
        elif self.last:
            self._go_on(words, number)
        else:
            self._unnumbered(Kind.CLAUSE, words, number, stay=self._depth(Kind.HEADING))

    # --- the kinds of lines --------------------------------------------------------

    def _is_chapter(self, label: str) -> bool:
        """Whether a line that begins so is a numbered heading: with the document's letters, or after an empty line."""
        rest = label.removeprefix(self.mark)
        return rest[:1].isdigit() and (bool(self.mark) or not self.last)

    def _chapter(self, fixed: str, label: str, words: str, number: int) -> None:
        del self.open[1:]
        rule = self._rule(self.open[0], Numbering.CHAPTER, label.removeprefix(self.mark), fixed, label, number)
        pid = self._add(Kind.HEADING, rule, words, label, number)
        self.open.append(_Open(pid, Kind.HEADING, label))

    def _point(self, fixed: str, label: str, words: str, indent: int, number: int) -> None:
        above, _, own = label.rpartition(".")
        while len(self.open) > 1 and self.open[-1].label != above:
            self.open.pop()
        if self.open[-1].label != above:
            under = self.open[-1].label
            self.made.refusals.append(NOT_UNDER.refuse(self.text.at(number), label=label, under=under).first)
            return
        rule = self._rule(self.open[-1], Numbering.POINT, own, fixed, label, number)
        kind = Kind.CLAUSE
        pid = self._add(kind, rule, words, label, number)
        self.open.append(_Open(pid, kind, label, indent))

    def _listed(self, fixed: str, own: str, suffix: str, words: str, indent: int, number: int) -> None:
        while len(self.open) > 1 and self.open[-1].kind is Kind.SUB and self.open[-1].indent > indent:
            self.open.pop()
        how = self._list_for(own, bool(suffix or fixed), indent)
        if how is None:
            self._refuse_next(f"({own}{suffix})", number)
            return
        under = self.open[-1]
        label = f"{under.label}({own}{suffix})"
        rule = self._rule(under, how, own + suffix, fixed, label, number)
        pid = self._add(Kind.SUB, rule, words, label, number)
        self.open.append(_Open(pid, Kind.SUB, label, indent))

    def _list_for(self, own: str, is_marked: bool, indent: int) -> Numbering | None:
        """How a label such as `(b)` is counted. Leaves open what it stands under; None where it fits nowhere."""
        deepest = self.open[-1]
        if indent > deepest.indent or deepest.kind is not Kind.SUB:
            if deepest.list is Numbering.NONE:
                found = next((how for how in _LISTS if number_words(how, 1) == own), None)
                return self._begin(deepest, found)
            if self._goes_on(deepest, own, is_marked):
                return deepest.list
        for place in range(len(self.open) - 2, -1, -1):
            if self._goes_on(self.open[place], own, is_marked):
                del self.open[place + 1 :]
                return self.open[-1].list
        found = next((how for how in _LISTS if number_words(how, 1) == own), None)
        return self._begin(deepest, found) if deepest.list is Numbering.NONE else None

    def _begin(self, under: _Open, how: Numbering | None) -> Numbering | None:
        if how is not None and under.kind in (Kind.CLAUSE, Kind.SUB, Kind.DEFINITION):
            under.list = how
            return how
        return None

    def _goes_on(self, under: _Open, own: str, is_marked: bool) -> bool:
        """Whether a label is the next one in the list under a provision, or one that says what it is."""
        if under.list not in _LISTS:
            return False
        number = number_of(under.list, own)
        return number == under.last + 1 or (is_marked and number >= under.last > 0)

    def _defined(self, term: str, words: str, number: int) -> None:
        if term in self.terms:
            self.made.refusals.append(TERM_TWICE.refuse(self.text.at(number), term=term).first)
            return
        self.terms.add(term)
        del self.open[self._depth(Kind.HEADING) :]
        pid = self._add(Kind.DEFINITION, LabelRule(), words, f"“{term}”", number, name=term)
        self.open.append(_Open(pid, Kind.DEFINITION, f"“{term}”"))

    def _unnumbered(self, kind: Kind, words: str, number: int, stay: int) -> None:
        del self.open[max(1, stay) :]
        place = f"{self.open[-1].pid} {len(self.made.children.get(self.open[-1].pid, ()))}"
        pid = self._add(kind, LabelRule(), words, f"{kind.value} {place}", number)
        if kind is Kind.CLAUSE:
            self.open.append(_Open(pid, kind, self.open[-1].label))
        if kind is Kind.HEADING:
            self.last = ""

    def _depth(self, kind: Kind) -> int:
        """How many stay open when something of the level of a clause comes."""
        return 1 + max((place for place, one in enumerate(self.open) if one.kind is kind), default=0)

    def _row(self, words: str, number: int) -> None:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", words[1:-1])]
        if not self.columns:
            if not self.last:
                while self.open[-1].kind is Kind.SUB:
                    self.open.pop()
            under = self.open[-1]
            place = f"table {under.pid} {len(self.made.children.get(under.pid, ()))}"
            self.table = self._add(Kind.TABLE, LabelRule(), "", place, number)
            self.columns = len(cells)
        if len(cells) != self.columns:
            where = self.text.at(number)
            self.made.refusals.append(ROW_WIDTH.refuse(where, has=len(cells), first=self.columns).first)
            return
        count = len(self.made.children.get(self.table, ()))
        row = Provision(pid_for(self.pid, self.table, "row", str(count)), Kind.ROW)
        self._keep(row, self.table, number)
        for column, cell in enumerate(cells):
            content = self._content(cell.replace("\\|", "|"), number)
            self._keep(Provision(pid_for(row.pid, "cell", str(column)), Kind.CELL, content=content), row.pid, number)
        self.last = ""

    def _go_on(self, words: str, number: int) -> None:
        one = self.made.provisions[self.last]
        more = self._content(words, number)
        self.made.provisions[self.last] = replace(one, content=normal((*one.content, " ", *more)))

    # --- making provisions ---------------------------------------------------------

    def _rule(self, under: _Open, how: Numbering, own: str, fixed: str, label: str, number: int) -> LabelRule:
        """How a label is worked out, and what comes next. Refused where it is neither next nor said to be fixed."""
        digits = own.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if how is not Numbering.CAPITAL else own
        count, letters = number_of(how, digits), own[len(digits) :]
        is_first = how is Numbering.CHAPTER and not under.last and not under.suffix
        if not letters and (count == under.last + 1 or ((fixed or is_first) and count)):
            is_next = count == under.last + 1
            under.last, under.suffix = count, 0
            return LabelRule(how) if is_next else LabelRule(how, fixed=own)
        if letters and count == under.last and letters == suffixed(under.suffix + 1):
            under.suffix += 1
            return LabelRule(how, is_suffixed=True)
        if fixed:
            return LabelRule(how, fixed=own)
        self._refuse_next(label, number, under, how)
        return LabelRule(how, fixed=own)

    def _refuse_next(self, label: str, number: int, under: _Open | None = None, how: Numbering | None = None) -> None:
        before = self.open[-1].label
        expected = "a label that goes on or begins a list"
        if under is not None and how is not None:
            expected = f"number {number_words(how, under.last + 1)}"
            before = f"{under.label}, number {number_words(how, under.last)}" if under.last else under.label
        self.made.refusals.append(
            NOT_NEXT.refuse(self.text.at(number), label=label, before=before, expected=expected).first
        )

    def _add(self, kind: Kind, rule: LabelRule, words: str, label: str, number: int, name: str = "") -> str:
        pid = pid_for(self.pid, label)
        if label in self.labels:
            self.made.refusals.append(LABEL_TWICE.refuse(self.text.at(number), label=label).first)
            return pid
        self.labels.add(label)
        is_unused = words == UNUSED and rule != LabelRule()
        content = () if is_unused else self._content(words, number)
        self._keep(Provision(pid, kind, rule, content, name, is_unused), self.open[-1].pid, number)
        self.last = pid
        return pid

    def _content(self, words: str, number: int) -> Content:
        content, values = inline.read(words)
        for id, value in values.items():
            other = self.made.params.setdefault(id, value)
            if other != value:
                where = self.text.at(number)
                self.made.refusals.append(PARAM_TWICE.refuse(where, param=id, value=value, other=other).first)
        return content

    def _keep(self, one: Provision, parent: str, number: int) -> None:
        self.made.provisions[one.pid] = one
        self.made.places[one.pid] = self.text.at(number)
        if parent:
            self.made.children.setdefault(parent, []).append(one.pid)


# --- references and terms ----------------------------------------------------------


def names(code: Code) -> inline.Names:
    """What the provisions of a code are called."""
    found = labels(code)
    by_document: dict[str, Mapping[str, str]] = {}
    for document in code.documents:
        own: dict[str, str] = {}
        for pid in code.walk(document):
            if pid != document and found[pid].own:
                own.setdefault(found[pid].full, pid)
        by_document[document] = own
    documents = [code.provisions[pid] for pid in code.documents]
    terms = {one.name: pid for pid, one in reversed(list(code.provisions.items())) if one.kind is Kind.DEFINITION}
    return inline.Names(
        by_document,
        {one.mark: one.pid for one in documents if one.mark},
        {one.name: one.pid for one in documents},
        inline.by_first_word(terms),
    )


def _link(code: Code, made: _Made) -> None:
    """Put references and terms in the place of the words that name them."""
    finder = inline.Finder(names(code))
    for document in code.documents:
        for pid in code.walk(document):
            one = code.provisions[pid]
            if one.kind in (Kind.DOCUMENT, Kind.HEADING) or not one.content:
                continue
            content, missing = finder.mark(one.content, document)
            made.refusals += [DANGLING.refuse(made.places[pid], words=gone.words).first for gone in missing]
            made.refusals += [
                PARAM_WITHOUT.refuse(made.places[pid], param=span.id).first
                for span in content
                if isinstance(span, Param) and span.id not in made.params
            ]
            if content != one.content:
                made.provisions[pid] = replace(one, content=content)
