"""The operations that make one version of another: what a clean edited text says as amendments."""

from __future__ import annotations

from collections.abc import Iterator

from codeclerk.kernel.errors import Reason
from codeclerk.legaltext.rules.comparing import Change, Comparison, What, compare
from codeclerk.legaltext.rules.operations import (
    Delete,
    Edit,
    Insert,
    Move,
    Operation,
    Place,
    Relabel,
    Replace,
    SetParam,
)
from codeclerk.legaltext.rules.provisions import Code

OTHER_KIND = Reason(
    "legaltext.other_kind",
    rule="a provision stays what it is: a clause does not become a table",
    problem="{object} is a {old} in the baseline and a {new} in the other text",
    remedy="Delete it, and insert a new one.",
)


def derive(base: Code, result: Code, prefix: str) -> tuple[Operation, ...]:
    """The operations that make `result` of `base`, which share permanent ids.

    Args:
        prefix: what the ids of the operations begin with, such as the number of a proposal.

    Refused (legaltext.other_kind) where an id is of another kind in the result.
    """
    return derived(compare(base, result), prefix)


def derived(found: Comparison, prefix: str) -> tuple[Operation, ...]:
    """As `derive`, from a comparison of the two."""
    return tuple(_numbered(found, prefix))


def _numbered(found: Comparison, prefix: str) -> Iterator[Operation]:
    count = 0
    for one in found.changes:
        made = _operation(found, one, f"{prefix}-{count + 1}")
        if made is not None:
            count += 1
            yield made
    for id, (old, new) in found.params.items():
        count += 1
        yield SetParam(id=f"{prefix}-{count}", target=id, base=old, value=new)


def _operation(found: Comparison, one: Change, id: str) -> Operation | None:
    base, result, pid = found.old, found.new, one.pid
    match one.what:
        case What.DELETED:
            if _goes_with(base.parents.get(pid, ""), base, result):
                return None
            return Delete(id=id, target=pid, base=base.tree_hashes[pid])
        case What.INSERTED:
            return Insert(id=id, target=pid, provision=result.provisions[pid], place=_place(result, pid))
        case What.MOVED:
            return Move(id=id, target=pid, base=base.hash_of(pid), place=_place(result, pid))
        case What.RELABELLED:
            return Relabel(id=id, target=pid, base=base.hash_of(pid), rule=result.provisions[pid].rule)
    old, new = base.provisions[pid], result.provisions[pid]
    if old.kind is not new.kind:
        raise OTHER_KIND.refuse(pid, old=old.kind.value, new=new.kind.value)
    if new.is_unused and not old.is_unused:
        return Delete(id=id, target=pid, base=base.tree_hashes[pid], leaves_number=True)
    if old.name != new.name or old.is_unused != new.is_unused:
        return Replace(id=id, target=pid, base=base.hash_of(pid), content=new.content, name=new.name)
    return Edit(id=id, target=pid, base=base.hash_of(pid), runs=one.runs)


def _goes_with(parent: str, base: Code, result: Code) -> bool:
    """Whether what stands under a provision goes because that one does, or keeps its number only."""
    if not parent:
        return False
    after = result.provisions.get(parent)
    return after is None or (after.is_unused and not base.provisions[parent].is_unused)


def _place(code: Code, pid: str) -> Place:
    """Where a provision stands: under which, and straight after which."""
    parent = code.parents.get(pid, "")
    siblings = code.under(parent) if parent else code.documents
    at = siblings.index(pid)
    return Place(parent, siblings[at - 1] if at else "")
