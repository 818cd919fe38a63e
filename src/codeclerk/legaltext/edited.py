"""From a text that somebody edited to the amendments that it means. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.provisions import Code, Provision, pid_for
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.recovery import Uncertain, recover
from codeclerk.legaltext.rules.spans import Content, Ref, Term
from codeclerk.legaltext.rules.writing import write


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

    Args:
        texts: structured text by the name of its document.
        owner: what new provisions belong to; two owners never give one id to two provisions.
        same: pairs that a person has confirmed, see `recover`.

    Refused as reading is, with the place in the text.
    """
    kept = write(base)
    every = [Text(name, texts.get(name, words)) for name, words in kept.items()]
    every += [Text(name, words) for name, words in texts.items() if name not in kept]
    return recovered(base, read(every), owner, same)


def recovered(base: Code, fresh: Code, owner: str, same: Mapping[str, str] | None = None) -> Edited:
    """A code that was read from texts alone, with the ids of a baseline wherever a provision is one of its."""
    found = recover(base, fresh, same)
    new = {pid: pid_for(owner, pid) for pid in found.code.provisions if pid not in base.provisions}
    old_labels, new_labels = labels(base), labels(fresh)
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
