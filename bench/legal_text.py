"""The engine of the legal text on a code of a million words, beside what one would use instead, in the same run.

CPU seconds, those of child processes included. A comparison is judged by how many tokens it marks, against the fewest
possible (provisions known by their ids, a longest common subsequence inside each), and by how many moves it names.

Run: python bench/legal_text.py
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bench._code import Amended, amend, without_ids, write
from bench._databases import both, run_probe
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import Comparison, What, compare
from codeclerk.legaltext.rules.conflicts import conflicts
from codeclerk.legaltext.rules.consolidating import causes_of, consolidate
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.history import Version, at, stretches
from codeclerk.legaltext.rules.labels import shown
from codeclerk.legaltext.rules.marks import edits
from codeclerk.legaltext.rules.operations import Edit, Operation
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.reading import Text, read
from codeclerk.legaltext.rules.recovery import recover
from codeclerk.legaltext.rules.redlines import Redline
from codeclerk.legaltext.rules.spans import Token, is_blank, render, tokens
from codeclerk.legaltext.rules.writing import write as as_text

Made = TypeVar("Made")
TOKEN = r"\w+|[^\w\s]|\s+"
SAMPLE = 3
"""So many documents are given to what would take minutes for all; its time is scaled up, and the row says so."""


def measure() -> list[dict[str, Any]]:
    """One row per figure: `name`, `value` (ours), `unit`, `beside` (theirs) and `ratio` (ours / theirs)."""
    made = amend(write())
    # Indexes that a version keeps are worked out before the clock starts; hashes are not.
    assert made.old.parents
    assert made.new.parents
    fewest, with_ids = _timed(lambda: _whole(made.old, made.new))
    minimum = _marks(fewest)
    rows = [_row("compare, ids known", with_ids, "s CPU", None, f"{_named(fewest, made)} of {len(made.moved)} moves")]
    foreign = without_ids(made.new, "foreign")
    found, recovery = _timed(lambda: recover(made.old, foreign))
    ids = dict(zip(foreign.everything(), made.new.everything(), strict=True))
    stayed = [(new, old) for new, old in ids.items() if old in made.old.provisions]
    right = sum(found.pairs.get(new) == old for new, old in stayed)
    again, after = _timed(lambda: _whole(made.old, found.code))
    rows.append(_row("recover ids and compare", recovery + after, "s CPU", None, f"{_named(again, made)} moves named"))
    rows.append(_row("pairs recovered right", 100 * right / len(stayed), "%", 99.8, "the goal"))
    rows += _beside(made, minimum, with_ids, _marks(again))
    rows += _release(made.old)
    rows += _conflicts(made.old)
    rows += _at_a_date(made)
    rows += _at_a_date_in_the_database()
    rows += _text(made.old)
    rows += _through_the_bus()
    return rows


def _whole(old: Code, new: Code) -> Comparison:
    """A comparison with everything that a reader of it is shown."""
    found = compare(old, new)
    assert found.marked_tokens
    assert found.consequential
    return found


def _marks(found: Comparison) -> int:
    """How many words and signs are marked; spaces are left out, since the others do not count them."""
    count = 0
    for one in found.changes:
        if one.what is What.EDITED:
            old = tokens(found.old.provisions[one.pid].content)
            count += sum(_words(old[run.first : run.last]) + _words(tokens(run.new)) for run in one.runs)
        elif one.what in (What.INSERTED, What.DELETED):
            code = found.new if one.what is What.INSERTED else found.old
            count += _words(tokens(code.provisions[one.pid].content))
    return count


def _words(every: Iterable[Token]) -> int:
    return sum(not is_blank(token) for token in every)


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What it gave, and the CPU seconds that it took, those of child processes included."""
    before = os.times()
    made = work()
    after = os.times()
    spent = sum(getattr(after, name) - getattr(before, name) for name in ("user", "system", "children_user"))
    return made, spent


def _row(name: str, value: float, unit: str, beside: float | None, with_what: str = "") -> dict[str, Any]:
    said = f"{name} ({with_what})" if with_what else name
    ratio = round(value / beside, 3) if beside else None
    return {"name": said, "value": round(value, 4), "unit": unit, "beside": beside, "ratio": ratio}


def _named(found: Comparison, made: Amended) -> int:
    return len(set(found.moves) & made.moved)


# --- beside others -----------------------------------------------------------------


def _beside(made: Amended, minimum: int, ours: float, recovered: int) -> list[dict[str, Any]]:
    old, new = as_text(made.old), as_text(made.new)
    words, git = _timed(lambda: _git(old, new))
    rows = [
        _row(
            "marks against the fewest, ids recovered", recovered / minimum, "times", round(words / minimum, 2), "git's"
        ),
        _row("compare beside git word diff", ours, "s CPU", round(git, 2)),
    ]
    for name, count in (("fast-diff-match-patch", _fast), ("redlines", _redlines)):
        names = list(old) if count is _fast else list(old)[:SAMPLE]
        marks, spent = _timed(lambda names=names, count=count: [count(old[one], new[one]) for one in names])
        share = sum(len(old[one]) for one in names) / sum(map(len, old.values()))
        scaled = "" if share == 1 else f", scaled up from {len(names)} documents"
        rows.append(_row(f"compare beside {name}{scaled}", ours, "s CPU", round(spent / share, 2)))
        if share == 1:
            rows.append(
                _row("marks against the fewest", recovered / minimum, "times", round(sum(marks) / minimum, 2), name)
            )
    return rows


def _git(old: dict[str, str], new: dict[str, str]) -> int:
    """How many tokens git's word diff marks, of all documents as files."""
    with tempfile.TemporaryDirectory() as folder:
        for side, texts in (("old", old), ("new", new)):
            Path(folder, side).mkdir()
            for name, text in texts.items():
                Path(folder, side, f"{name}.txt").write_text(text, encoding="utf-8")
        command = ["git", "diff", "--no-index", "--word-diff=porcelain", f"--word-diff-regex={TOKEN}", "old", "new"]
        found = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout
    lines = [line[1:] for line in found.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return sum(len(re.findall(r"\w+|[^\w\s]", line)) for line in lines)


def _fast(old: str, new: str) -> int:
    """How many words fast-diff-match-patch marks: each different word is given a sign of its own."""
    from fast_diff_match_patch import diff

    signs: dict[str, str] = {}

    def signed(text: str) -> str:
        return "".join(signs.setdefault(word, chr(0x4E00 + len(signs))) for word in re.findall(r"\w+|[^\w\s]", text))

    return sum(length for kind, length in diff(signed(old), signed(new), timelimit=0, checklines=False) if kind != "=")


def _redlines(old: str, new: str) -> int:
    """How long the markdown is that redlines makes: it counts nothing itself."""
    from redlines import Redlines

    return len(Redlines(old, new).output_markdown)


# --- a release, conflicts, a date ---------------------------------------------------


def operations(code: Code, proposals: int, each: int, seed: int) -> list[Redline]:
    """So many edits of one word each by so many proposals, on clauses of their own."""
    chance = random.Random(seed)
    clauses = [pid for pid, one in code.provisions.items() if one.kind in (Kind.CLAUSE, Kind.SUB)]
    chosen = iter(chance.sample(clauses, proposals * each))
    made = []
    for number in range(proposals):
        operations: list[Operation] = []
        for count in range(each):
            pid = next(chosen)
            content = code.provisions[pid].content
            words = list(tokens(content))
            words[chance.randrange(0, len(words), 2) if len(words) > 1 else 0] = "amended"
            runs = edits(content, ("".join(str(word) for word in words),))
            operations.append(Edit(id=f"MP{number}-{count}", target=pid, base=code.hash_of(pid), runs=runs))
        made.append(Redline(f"MP{number}", code.root, tuple(operations)))
    return made


def _release(code: Code) -> list[dict[str, Any]]:
    lines = operations(code, 25, 30, 3)
    fresh = Code(code.provisions, code.children, code.documents, code.params, dict(code.known_hashes))
    assert fresh.root == code.root
    made, whole = _timed(lambda: consolidate(fresh, lines))
    assert made.certificate.operations == 750
    every = [one for line in lines for one in line.operations]
    _, alone = _timed(lambda: apply(fresh, every))
    return [
        _row("consolidate 750 operations with the certificate", whole, "s CPU", 1.0, "the goal"),
        _row("carry out 750 operations", alone, "s CPU", None),
    ]


def _conflicts(code: Code) -> list[dict[str, Any]]:
    chance = random.Random(5)
    lines = []
    clauses = [pid for pid, one in code.provisions.items() if one.kind in (Kind.CLAUSE, Kind.SUB)]
    hot = chance.sample(clauses, 3000)
    for number in range(200):
        operations = []
        for count, pid in enumerate(chance.sample(hot, 30)):
            content = code.provisions[pid].content
            words = list(tokens(content))
            words[chance.randrange(len(words))] = f"by{number}"
            runs = edits(content, ("".join(str(word) for word in words),))
            operations.append(Edit(id=f"MP{number}-{count}", target=pid, base=code.hash_of(pid), runs=runs))
        lines.append(Redline(f"MP{number}", code.root, tuple(operations)))
    found, spent = _timed(lambda: conflicts(code, lines))
    return [_row(f"conflicts of 200 proposals x 30, {len(found)} found", spent, "s CPU", 0.5, "the goal")]


def _at_a_date(made: Amended) -> list[dict[str, Any]]:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    operations = derive(made.old, made.new, "MP1")
    versions = [
        Version("1.0", start, made.old, {}),
        Version("2.0", start + timedelta(days=200), made.new, causes_of(made.old, operations)),
    ]
    history, building = _timed(lambda: stretches(versions))
    chance = random.Random(6)
    asked = [(chance.choice(list(history)), start + timedelta(days=chance.randrange(400))) for _ in range(200)]
    _, spent = _timed(lambda: [at(history[pid], moment) for _ in range(100) for pid, moment in asked])
    return [
        _row("a clause at a date with its cause, in memory", spent / 20_000 * 1000, "ms CPU", 1.0, "the goal"),
        _row("the history of every provision", building, "s CPU", None),
    ]


def _at_a_date_in_the_database() -> list[dict[str, Any]]:
    """By its label or its permanent id, one query, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="codeclerk-bench-") as folder:
        own = {k: v for k, v in os.environ.items() if not k.startswith("CODECLERK_")}
        own |= {"DJANGO_SETTINGS_MODULE": "codeclerk.settings", "CODECLERK_DATA_DIR": folder}
        found = run_probe("_clause_probe", own | {"CODECLERK_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"})
    assert found["queries"] == 1
    size = f"{found['provisions']:,} provisions in two versions"
    return [_row(f"a clause at a date with its cause, one query, {size}", found["ms"], "ms CPU", 1.0, "the goal")]


def _text(code: Code) -> list[dict[str, Any]]:
    written, out = _timed(lambda: as_text(code))
    texts = [Text(name, words) for name, words in written.items()]
    again, into = _timed(lambda: read(texts))
    view = shown(code)
    one = next(pid for pid, found in code.provisions.items() if found.kind is Kind.CLAUSE)
    assert render(code.provisions[one].content, view)
    assert len(again.provisions) == len(code.provisions)
    return [
        _row("write a million words as text", out, "s CPU", None),
        _row("read a million words of text", into, "s CPU", None),
    ]


def _through_the_bus() -> list[dict[str, Any]]:
    """The acts with everything that they write, on a database of their own: SQLite."""
    with both() as environments:
        spent = run_probe("_legal_text_probe", environments["SQLite"])
    return [
        _row("SQLite: import a million words of text", spent["import"], "s CPU", None),
        _row("SQLite: consolidate 750 operations on every document", spent["consolidate"], "s CPU", 1.0, "the goal"),
        _row("SQLite: check that version and its tables", spent["verify"], "s CPU", None),
    ]


if __name__ == "__main__":
    for row in measure():
        print(row)
