"""Conflicts are symmetric, and complete against an oracle that looks at every pair of operations."""

from hypothesis import given, settings
from hypothesis import strategies as st

from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.conflicts import Sort, conflicts
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.operations import Delete, Edit, Insert, Move, Relabel, Replace, SetParam
from codeclerk.legaltext.rules.provisions import Kind
from codeclerk.legaltext.rules.redlines import Redline, points_to
from codeclerk.legaltext.rules.spans import Term
from tests.legaltext.support import Writer

SEEDS = st.integers(min_value=0, max_value=10**9)


def drafted(seed, proposals=2, changes=5):
    """A code and redlines of it by as many proposals."""
    writer = Writer(seed)
    base = writer.code()
    lines = []
    for number in range(proposals):
        name = f"MP{number + 1}"
        result = writer.edited(base, changes, stem=f"n{number}x")
        lines.append(Redline(name, base.root, derive(base, result, name)))
    return base, lines


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_what_does_not_conflict_can_be_carried_out_together(seed):
    base, lines = drafted(seed, changes=3)
    if [one for one in conflicts(base, lines) if one.sort.is_blocking]:
        return
    together = apply(base, [one for line in lines for one in line.operations])
    for line in lines:
        alone = apply(base, line.operations)
        for one in line.operations:
            if isinstance(one, Edit | Replace | Insert):
                assert together.provisions[one.target] == alone.provisions[one.target]
            if isinstance(one, Move | Insert):
                assert together.parents.get(one.target) == alone.parents.get(one.target)
            if isinstance(one, Delete) and not one.leaves_number:
                assert one.target not in together.provisions


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_proposals_changes_nothing(seed):
    base, lines = drafted(seed, 3)
    assert conflicts(base, lines) == conflicts(base, lines[::-1])


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_they_are_those_that_an_oracle_finds_by_looking_at_every_pair(seed):
    base, (first, second) = drafted(seed)
    found = {(one.sort, frozenset(one.operations)) for one in conflicts(base, (first, second))}
    expected = {
        (sort, frozenset((a.id, b.id)))
        for a in first.operations
        for b in second.operations
        for sort in oracle(base, first, second, a, b)
    }
    assert found == expected


def oracle(base, first, second, a, b):
    """The sorts of conflict between two operations, each by its definition and without an index."""
    yield from one_way(base, first, second, a, b)
    yield from one_way(base, second, first, b, a)


def same(a, b):
    return type(a) is type(b) and {**fields(a), "id": ""} == {**fields(b), "id": ""}


def fields(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__ if name not in ("note", "serves")}


def above(base, pid):
    return list(base.above(pid)) if pid in base.provisions else []


def overlap(a, b):
    for one in a.runs:
        for other in b.runs:
            struck = set(range(one.first, one.last)) & set(range(other.first, other.last))
            if struck:
                return True
            for gap, run in ((one, other), (other, one)):
                if gap.first == gap.last and run.first <= gap.first <= run.last:
                    return True
    return False


def one_way(base, mine, theirs, a, b):
    text = (Edit, Replace)
    if isinstance(a, SetParam) or isinstance(b, SetParam):
        if isinstance(a, SetParam) and isinstance(b, SetParam) and a.target == b.target and a.value != b.value:
            yield Sort.C11
        if isinstance(a, SetParam) and isinstance(b, SetParam):
            return
    if a.target == b.target and not (same(a, b) and not isinstance(a, Edit)):
        if isinstance(a, text) and isinstance(b, text):
            both_edit = isinstance(a, Edit) and isinstance(b, Edit)
            yield Sort.C1 if not both_edit or overlap(a, b) else Sort.C2
        elif isinstance(a, Relabel) and isinstance(b, Relabel):
            yield Sort.C1
        elif isinstance(a, (*text, Relabel)) and isinstance(b, (*text, Relabel)):
            yield Sort.C2
        if isinstance(b, Delete) and isinstance(a, (*text, Relabel, Move, Delete)):
            yield Sort.C3
        if isinstance(a, Move) and isinstance(b, Move):
            yield Sort.C7
    if isinstance(b, Delete | Move) and not isinstance(a, SetParam):
        inside = above(base, a.target)
        if isinstance(a, Insert | Move):
            into = [a.place.parent, *above(base, a.place.parent)]
            if b.target in into:
                yield Sort.C4
        if b.target in inside and not (isinstance(a, Move) and isinstance(b, Move)):
            yield Sort.C4
    if isinstance(a, Insert | Move) and isinstance(b, Insert | Move):
        if a.place == b.place and not same(a, b):
            yield Sort.C5
        if isinstance(b, Move) and a.place.after == b.target:
            yield Sort.C5
    if isinstance(a, Move) and isinstance(b, Move) and a.target != b.target:
        a_under_b = b.target in (a.place.parent, *above(base, a.place.parent))
        b_under_a = a.target in (b.place.parent, *above(base, b.place.parent))
        if a_under_b and b_under_a:
            yield Sort.C7
    if is_marked(a) and is_marked(b) and a.target != b.target and label(base, mine, a) == label(base, theirs, b):
        yield Sort.C6
    if isinstance(a, Delete):
        for gone in base.walk(a.target):
            if gone in points_to(b):
                yield Sort.C9 if base.provisions[gone].kind is Kind.DEFINITION else Sort.C8
    if isinstance(a, text):
        for at in (a.target, *above(base, a.target)):
            if base.provisions[at].kind is Kind.DEFINITION:
                old = base.provisions[b.target].content if isinstance(b, text) else ()
                if at in points_to(b) or any(isinstance(span, Term) and span.pid == at for span in old):
                    yield Sort.C9
    if isinstance(b, Insert):
        wanted = {a.target, *points_to(a)}
        if isinstance(a, Insert | Move):
            wanted |= {a.place.parent, a.place.after}
        if b.target in wanted:
            yield Sort.C12


def is_marked(one):
    rule = one.provision.rule if isinstance(one, Insert) else one.rule if isinstance(one, Relabel) else None
    return rule is not None and (bool(rule.fixed) or rule.is_suffixed)


def label(base, line, one):
    code = apply(base, line.operations)
    return code.document_of(one.target), labels(code)[one.target].full
