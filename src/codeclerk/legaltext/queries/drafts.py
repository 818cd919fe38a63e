"""What a drafter is told of a redline: what it lacks beside the solution, and what is odd in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from codeclerk.kernel.lens import Lens
from codeclerk.legaltext.queries.redlines import ProposalRedline
from codeclerk.legaltext.queries.versions import Version, code_of, versions
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.drafting import Delivered, Note, Scope, notes, scope_notes
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.rebasing import Rebased, rebase
from codeclerk.parts import queries as parts

_CLAUSE = re.compile(r"\b([A-Z]{1,2})(\d+(?:\.\d+)*[A-Z]{0,2}(?:\([a-zA-Z]{1,4}\))*)(?!\w)")


def base_of(lens: Lens, draft: ProposalRedline) -> Version | None:
    """The version on which a redline was drafted. One query."""
    return next((one for one in versions(lens) if one.root == draft.redline.base), None)


def rebase_report(lens: Lens, draft: ProposalRedline) -> tuple[Rebased, ...]:
    """Of a redline whose baseline has moved on, each amendment against the newest version: whether it still applies,
    and what its provision said then and says now. One query.

    Nothing where the baseline is the newest version, or not of this record.
    """
    every = versions(lens)
    base = next((one for one in every if one.root == draft.redline.base), None)
    if base is None or every[-1].root == base.root:
        return ()
    return rebase(code_of(base), code_of(every[-1]), draft.redline.operations)


def draft_notes(lens: Lens, draft: ProposalRedline) -> tuple[Note, ...]:
    """Everything that is worth a look in a redline before it is approved: a clause that the Proposed Solution names and
    nothing changes, terms that are not defined, numbers that do not fit (CSR:163-165). Two queries."""
    version = base_of(lens, draft)
    if version is None:
        return ()
    base = code_of(version)
    result = apply(base, draft.redline.operations)
    return notes(base, result, draft.redline.operations, scope_of(lens, draft.key, base))


def scope_of(lens: Lens, key: str, base: Code) -> Scope:
    """What the Proposed Solution of a proposal says that the legal text has to do: the clauses that it names by the
    marks of the code's documents. One query."""
    solution = parts.parts_of(lens, key).solution
    return _scope_in(solution.now.content.text if solution is not None else "", base)


def _scope_in(solution: str, base: Code) -> Scope:
    marks = {base.provisions[pid].mark: base.provisions[pid].name for pid in base.documents}
    clauses = dict.fromkeys((marks[mark], mark + rest) for mark, rest in _CLAUSE.findall(solution) if mark in marks)
    return Scope({}, tuple(clauses))


def delivered(lens: Lens, drafts: Iterable[ProposalRedline]) -> tuple[Delivered, ...]:
    """Each of these redlines whose baseline is of this record against its solution (CSR:163-165). Two queries."""
    every = tuple(drafts)
    if not every:
        return ()
    by_root = {one.root: one for one in versions(lens)}
    solutions = parts.solutions_of(lens, [one.key for one in every])
    made = []
    for one in every:
        version = by_root.get(one.redline.base)
        if version is not None:
            base = code_of(version)
            scope = _scope_in(solutions.get(one.key, ""), base)
            operations = one.redline.operations
            missing = scope_notes(base, apply(base, operations), operations, scope) if scope.clauses else ()
            made.append(Delivered(one.key, one.revision, scope.clauses, missing))
    return tuple(made)
