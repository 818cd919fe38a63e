"""Random codes, and random amendments of them."""

import random
from dataclasses import replace

from codeclerk.legaltext.rules.provisions import EMPTY, Code, Kind, LabelRule, Numbering, Provision
from codeclerk.legaltext.rules.spans import Param, Ref, Term, normal

WORDS = "the DCC shall provide each User with services in a month unless Panel agrees otherwise , (".split()  # noqa: SIM905
UNDER = {
    Kind.DOCUMENT: [Kind.HEADING, Kind.TABLE, Kind.DEFINITION],
    Kind.HEADING: [Kind.CLAUSE],
    Kind.CLAUSE: [Kind.SUB],
    Kind.SUB: [Kind.SUB],
    Kind.TABLE: [Kind.ROW],
    Kind.ROW: [Kind.CELL],
}
NUMBERING = {Kind.HEADING: Numbering.CHAPTER, Kind.CLAUSE: Numbering.POINT, Kind.SUB: Numbering.LETTER}


class Writer:
    """Writes random codes: the same seed writes the same ones."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def pid(self, stem="p"):
        self.count += 1
        return f"{stem}{self.count}"

    def content(self, code=EMPTY, marks=True):
        words = []
        for _ in range(self.random.randint(1, 12)):
            words += [self.random.choice(WORDS), " "]
        if marks and code.provisions and self.random.random() < 0.4:
            words += [self.mark(code), " "]
        return normal(words)

    def mark(self, code):
        pids = sorted(code.provisions)
        terms = [pid for pid in pids if code.provisions[pid].kind is Kind.DEFINITION]
        choice = self.random.random()
        if terms and choice < 0.4:
            return Term(self.random.choice(terms), self.random.choice(["", "s"]))
        if code.params and choice < 0.6:
            return Param(self.random.choice(sorted(code.params)))
        return Ref(self.random.choice(pids))

    def provision(self, kind, code=EMPTY, stem="p"):
        name = ""
        if kind is Kind.DEFINITION:
            name = f"Term {self.count}"
        if kind is Kind.DOCUMENT:
            name = f"Section {chr(ord('A') + self.count % 26)}"
        rule = LabelRule(NUMBERING.get(kind, Numbering.NONE), is_suffixed=self.random.random() < 0.05)
        return Provision(self.pid(stem), kind, rule, self.content(code), name)

    def code(self, size=30):
        """A code of some documents and `size` provisions."""
        provisions, children, documents = {}, {}, []
        for _ in range(self.random.randint(1, 3)):
            one = self.provision(Kind.DOCUMENT)
            provisions[one.pid] = one
            documents.append(one.pid)
        for _ in range(size):
            parent = self.random.choice([pid for pid, one in provisions.items() if one.kind in UNDER])
            kind = self.random.choice(UNDER[provisions[parent].kind])
            seen = Code(provisions, {}, tuple(documents), {"limit": "2"})
            one = self.provision(kind, seen)
            provisions[one.pid] = one
            under = list(children.get(parent, ()))
            under.insert(self.random.randint(0, len(under)), one.pid)
            children[parent] = tuple(under)
        return Code(provisions, children, tuple(documents), {"limit": "2", "hours": "20:00"})

    def edited(self, code, changes=8, stem="n"):
        """Another version of a code, made by hand: texts, orders, insertions, deletions, moves, parameters."""
        provisions, children = dict(code.provisions), {pid: list(under) for pid, under in code.children.items()}
        params = dict(code.params)
        parents = dict(code.parents)
        for _ in range(changes):
            self._change(code, provisions, children, parents, params, stem)
        return Code(
            provisions,
            {pid: tuple(under) for pid, under in children.items() if under},
            code.documents,
            params,
        )

    def _change(self, code, provisions, children, parents, params, stem):
        pids = [pid for pid in provisions if pid in parents]
        if not pids:
            return
        pid = self.random.choice(pids)
        one = provisions[pid]
        match self.random.randint(0, 7):
            case 0 | 1:
                provisions[pid] = replace(one, content=self.content(code), is_unused=False)
            case 2:
                kind = self.random.choice(UNDER.get(one.kind, [Kind.NOTE]))
                new = self.provision(kind, code, stem)
                provisions[new.pid] = new
                parents[new.pid] = pid
                under = children.setdefault(pid, [])
                under.insert(self.random.randint(0, len(under)), new.pid)
                provisions[pid] = replace(provisions[pid], is_unused=False)
            case 3:
                self._drop(pid, provisions, children, parents)
            case 4 | 5:
                below = set(self._below(pid, children))
                place = self.random.choice([other for other in provisions if other not in below])
                if provisions[place].is_unused:
                    return
                children[parents[pid]].remove(pid)
                under = children.setdefault(place, [])
                under.insert(self.random.randint(0, len(under)), pid)
                parents[pid] = place
            case 6:
                params[self.random.choice(sorted(params))] = str(self.random.randint(1, 9))
            case 7:
                if self.random.random() < 0.5:
                    provisions[pid] = replace(one, rule=LabelRule(one.rule.numbering, fixed="9"))
                else:
                    for child in list(children.get(pid, ())):
                        self._drop(child, provisions, children, parents)
                    provisions[pid] = replace(one, content=(), is_unused=True)

    def _below(self, pid, children):
        yield pid
        for child in children.get(pid, ()):
            yield from self._below(child, children)

    def _drop(self, pid, provisions, children, parents):
        children[parents[pid]].remove(pid)
        for gone in list(self._below(pid, children)):
            del provisions[gone]
            children.pop(gone, None)
            del parents[gone]
