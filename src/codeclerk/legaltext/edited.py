"""From a text that somebody edited to the amendments that it means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.legaltext.rules import inline
from codeclerk.legaltext.rules.labels import labels, labels_under
from codeclerk.legaltext.rules.provisions import Code, Kind, Provision, pid_for
from codeclerk.legaltext.rules.reading import DANGLING, Text, names, read
from codeclerk.legaltext.rules.recovery import Uncertain, recover
from codeclerk.legaltext.rules.spans import Content, Param, Ref, Term, normal

_PARAMS = "Parameters"
"""A document that has the values of parameters which other documents than the edited ones give; nobody sees it."""
_UNMARKED = (Kind.DOCUMENT, Kind.HEADING)
"""What has no references and terms in it."""


@dataclass(frozen=True)
class Edited:
    """A code that was edited as text, with the permanent ids of its baseline.

    Args:
        doubts: sentences that name provisions which may be one, and were taken for two.
        uncertain: the same provisions by their ids, in the same order.
    """

    code: Code
    doubts: tuple[str, ...]
    uncertain: tuple[Uncertain, ...] = ()


def edited(base: Code, texts: Mapping[str, str], owner: str, same: Mapping[str, str] | None = None) -> Edited:
    """The code that has these documents in the place of those of the same name, and all others of the baseline.

    Only these documents are read. The others stay as they are: what they refer to is known by its permanent id, also
    where it has another label now.

    Args:
        texts: structured text by the name of its document.
        owner: what new provisions belong to; two owners never give one id to two provisions.
        same: pairs that a person has confirmed, see `recover`.

    Refused as reading is, with the place in the text.
    """
    some = _Some(base, texts)
    found = recovered(some.before, some.fresh, owner, {**some.unused(), **(same or {}), **some.stays}, base.root)
    return replace(found, code=some.whole(found.code))


class _Some:
    """The documents that were edited, apart from the others."""

    def __init__(self, base: Code, texts: Mapping[str, str]) -> None:
        self.base, self.texts = base, texts
        self.old = [pid for pid in base.documents if base.provisions[pid].name in texts]
        self.inside = {pid for document in self.old for pid in base.walk(document)}
        self.fresh = self._read()
        # What they point to elsewhere stands in both codes, outside of every document, without words, and is the same.
        pointed = set(_pointed(self.fresh.provisions.values()))
        pointed |= set(_pointed(base.provisions[pid] for pid in self.inside))
        elsewhere = {
            pid: replace(base.provisions[pid], content=())
            for pid in pointed
            if pid in base.provisions and pid not in self.inside
        }
        self.stays = {pid: pid for pid in elsewhere}
        self.fresh = _with(self.fresh, {**self.fresh.provisions, **elsewhere})
        self.before = Code(
            {pid: base.provisions[pid] for pid in base.provisions if pid in self.inside} | elsewhere,
            {pid: under for pid, under in base.children.items() if pid in self.inside},
            tuple(self.old),
            base.params,
        )

    def _read(self) -> Code:
        """The edited documents, with references and terms that lead to the others as well."""
        given = [Text(name, words) for name, words in self.texts.items()]
        missing = {id: value for id, value in self.base.params.items() if not any(_gives(id, one) for one in given)}
        values = " ".join(f"{{{{{id}: {value}}}}}" for id, value in missing.items())
        extra = [Text(_PARAMS, f"# {_PARAMS}\n\n{values}\n")] if missing else []
        read_in = read([*given, *extra])
        documents = tuple(pid for pid in read_in.documents if read_in.provisions[pid].name != _PARAMS)
        kept = {pid for document in documents for pid in read_in.walk(document)}
        provisions = {pid: one for pid, one in read_in.provisions.items() if pid in kept}
        children = {pid: under for pid, under in read_in.children.items() if pid in kept}
        code = Code(provisions, children, documents, read_in.params)
        return self._linked(code)

    def _linked(self, code: Code) -> Code:
        called = {pid: label.full for pid, label in labels(code).items()}
        finder = inline.Finder(self._names(code))
        made = dict(code.provisions)
        refusals: list[Refusal] = []
        for document in code.documents:
            name = code.provisions[document].name
            for pid in code.walk(document):
                one = code.provisions[pid]
                if one.kind in _UNMARKED or not one.content:
                    continue
                plain = normal(_plain(one.content, called, code))
                content, missing = finder.mark(plain, document)
                refusals += [DANGLING.refuse(self._place(name, gone.words), words=gone.words).first for gone in missing]
                if content != one.content:
                    made[pid] = replace(one, content=content)
        if refusals:
            raise Refused(*refusals)
        return _with(code, made)

    def _place(self, name: str, words: str) -> str:
        """`Section H, line 12`: the first line that has these words."""
        lines = enumerate(self.texts[name].splitlines(), start=1)
        return f"{name}, line {next((number for number, line in lines if words in line), 1)}"

    def _names(self, code: Code) -> inline.Names:
        """What everything is called: the edited documents as they are now, the others as in the baseline."""
        before, now = names(self.base), names(code)
        others = [pid for pid in self.base.documents if pid not in self.old]
        named = {self.base.provisions[pid].name: pid for pid in others}
        return inline.Names(
            {**{pid: before.labels[pid] for pid in others}, **now.labels},
            {**{mark: pid for mark, pid in before.marks.items() if pid in others}, **now.marks},
            {**named, **now.named},
            inline.by_first_word(self._terms(code)),
        )

    def _terms(self, code: Code) -> dict[str, str]:
        """Each defined term with its definition; of one that is defined twice that of the first document."""
        found: dict[str, str] = {}
        here = {code.provisions[pid].name: pid for pid in code.documents}
        every = [self.base.provisions[pid].name for pid in self.base.documents]
        for name in (*every, *(name for name in here if name not in every)):
            source, document = (code, here[name]) if name in here else (self.base, self._document(name))
            for pid in source.walk(document):
                one = source.provisions[pid]
                if one.kind is Kind.DEFINITION:
                    found.setdefault(one.name, pid)
        return found

    def _document(self, name: str) -> str:
        return next(pid for pid in self.base.documents if self.base.provisions[pid].name == name)

    def unused(self) -> dict[str, str]:
        """What says “Not used” now and is the provision that had its label: it has no words by which it could be known.

        Not where the words of that one stand elsewhere in the edited documents.
        """
        kept = {_said(one) for one in self.fresh.provisions.values()}
        was = {
            (self.base.provisions[document].name, label.full): pid
            for document in self.old
            for pid, label in labels_under(self.base, document)
            if label.own
        }
        found: dict[str, str] = {}
        for document in self.fresh.documents:
            for pid, label in labels_under(self.fresh, document):
                old = was.get((self.fresh.provisions[document].name, label.full), "")
                if self.fresh.provisions[pid].is_unused and old and _said(self.base.provisions[old]) not in kept:
                    found[pid] = old
        return found

    def whole(self, code: Code) -> Code:
        """The edited documents, and all others as they were."""
        base = self.base
        others = {pid: one for pid, one in base.provisions.items() if pid not in self.inside}
        provisions = {**others, **{pid: one for pid, one in code.provisions.items() if pid not in self.stays}}
        children = {pid: under for pid, under in base.children.items() if pid not in self.inside} | dict(code.children)
        documents = (*base.documents, *(pid for pid in code.documents if pid not in base.documents))
        was, now = _params_in(base.provisions.values()), _params_in(provisions.values())
        params = {
            id: value
            for id, value in {**base.params, **code.params}.items()
            if id in now or (id in base.params and id not in was)
        }
        return Code(provisions, children, documents, params)


def _with(code: Code, provisions: Mapping[str, Provision]) -> Code:
    """The same code with other provisions."""
    return Code(provisions, code.children, code.documents, code.params)


def _said(one: Provision) -> str:
    return "".join(span for span in one.content if isinstance(span, str))


def _gives(param: str, text: Text) -> bool:
    return f"{{{{{param}: " in text.words


def _pointed(provisions: Iterable[Provision]) -> Iterator[str]:
    """The ids to which the words of these provisions lead."""
    return (span.pid for one in provisions for span in one.content if isinstance(span, Ref | Term))


def _params_in(provisions: Iterable[Provision]) -> set[str]:
    return {span.id for one in provisions for span in one.content if isinstance(span, Param)}


def _plain(content: Content, called: Mapping[str, str], code: Code) -> Content:
    """A content with words in the place of references and terms, as it was typed."""
    return tuple(
        called[span.pid]
        if isinstance(span, Ref)
        else code.provisions[span.pid].name + span.suffix
        if isinstance(span, Term)
        else span
        for span in content
    )


def recovered(base: Code, fresh: Code, owner: str, same: Mapping[str, str] | None = None, root: str = "") -> Edited:
    """A code that was read from texts alone, with the ids of a baseline wherever a provision is one of its.

    Args:
        root: of the whole baseline, where `base` is a part of it: a new provision has the same id whichever part it is.
    """
    found = recover(base, fresh, same)
    old_labels, new_labels = labels(base), labels(fresh)
    new = {
        pid_for(base.root, label.full, pid): pid_for(owner, pid_for(root or base.root, label.full, pid))
        for pid, label in new_labels.items()
        if pid not in found.pairs
    }
    doubts = tuple(
        f"{new_labels[one.new].full} may be {old_labels[one.old].full} edited ({one.share:.0%} of the words): it was "
        "taken for a new provision, and the old one for deleted."
        for one in found.uncertain
    )
    return Edited(_renamed(found.code, new), doubts, found.uncertain)


def _renamed(code: Code, ids: Mapping[str, str]) -> Code:
    """The same code with other ids for some of its provisions."""

    def id_of(pid: str) -> str:
        return ids.get(pid, pid)

    def pointing(content: Content) -> Content:
        return tuple(
            replace(span, pid=ids[span.pid]) if isinstance(span, Ref | Term) and span.pid in ids else span
            for span in content
        )

    def named(one: Provision) -> Provision:
        # What stays the same object is known to be the same without a look at it.
        content = pointing(one.content)
        is_same = one.pid not in ids and content == one.content
        return one if is_same else replace(one, pid=id_of(one.pid), content=content)

    return Code(
        {id_of(pid): named(one) for pid, one in code.provisions.items()},
        {id_of(pid): tuple(map(id_of, under)) for pid, under in code.children.items()},
        tuple(map(id_of, code.documents)),
        code.params,
    )
