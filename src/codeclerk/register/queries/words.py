"""Looking for words in what proposals are and were called, and in their summaries."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Func, Q, QuerySet, Value

from codeclerk.kernel.lens import Lens
from codeclerk.register.models import AliasRecord, IssuedNumber, Proposal, Summary, Title
from codeclerk.register.rules.numbers import AliasKind

MOST_WORDS = 8
"""So many words the database looks for; for more of them, every text is read."""
LONGEST_TEXT = 5000


class HasOtherLetters(Func):
    """Whether a text has letters beyond ASCII, of which the database may not know the small and the capital ones."""

    output_field = BooleanField()

    def as_sqlite(self, compiler: Any, connection: Any, **given: Any) -> Any:
        template = "(LENGTH(CAST(%(expressions)s AS BLOB)) <> LENGTH(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **given)

    def as_postgresql(self, compiler: Any, connection: Any, **given: Any) -> Any:
        template = "(OCTET_LENGTH(%(expressions)s) <> CHAR_LENGTH(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **given)


def with_words(lens: Lens, words: str, wholes: Mapping[int, int]) -> set[int]:
    """The proposals, by row id, in whose numbers, aliases, titles (past ones too) and summary every word occurs.

    Small and capital letters are alike. A part is found by the names of its whole, too. Two queries at most.
    """
    wanted = words.casefold().split()
    if any(len(word) > LONGEST_TEXT or _is_unwritable(word) for word in wanted):
        return set()
    every = (1 << len(wanted)) - 1
    named: defaultdict[int, int] = defaultdict(int)
    summed: defaultdict[int, int] = defaultdict(int)
    for kind, proposal, text in _texts(lens, wanted):
        folded = text.casefold()
        has = sum(1 << place for place, word in enumerate(wanted) if word in folded)
        (summed if kind == "summary" else named)[proposal] |= has
    found = {proposal for proposal in {*named, *summed} if named[proposal] | summed[proposal] == every}
    if any(whole in named or whole in summed for whole in wholes.values()):
        own = set(Summary.objects.as_at(lens).filter(proposal__in=wholes).values_list("proposal_id", flat=True))
        for part, whole in wholes.items():
            if named[part] | named[whole] | summed[part if part in own else whole] == every:
                found.add(part)
    return found


def _is_unwritable(word: str) -> bool:
    """It has a character that no recorded text has, and that a database may not take."""
    return any(unicodedata.category(c) in ("Cc", "Cs") for c in word)


def _texts(lens: Lens, wanted: Sequence[str]) -> QuerySet[Any, Any]:
    """Kind, proposal and text of everything in which one of the words may stand."""
    titles = Title.objects.known_at(lens)
    aliases = AliasRecord.objects.known_at(lens).exclude(kind=AliasKind.MISPRINT.value)
    parts = [
        _part("key", Proposal.objects.all(), "pk", "key", wanted),
        _part("number", IssuedNumber.objects.all(), "proposal_id", "text", wanted),
        _part("alias", aliases, "proposal_id", "text", wanted),
        _part("title", titles, "proposal_id", "formal", wanted),
        _part("title", titles, "proposal_id", "short", wanted),
        _part("summary", Summary.objects.as_at(lens), "proposal_id", "summary", wanted),
    ]
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
    return together


def _part(kind: str, rows: QuerySet[Any], whose: str, column: str, wanted: Sequence[str]) -> QuerySet[Any, Any]:
    if len(wanted) <= MOST_WORDS:
        may = Q(HasOtherLetters(column))
        for word in wanted:
            if word.isascii():
                may |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(may)
    told: QuerySet[Any, Any] = rows.annotate(told_kind=Value(kind)).values_list("told_kind", whose, column)
    return told
