"""A clause at a date with its cause, out of a code of a million words in the database of the environment.

Prints one JSON object: milliseconds of a look-up, how many queries it takes, and the CPU seconds of the set-up.
"""

from __future__ import annotations

import json
import random
import time
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench._code import write  # noqa: E402
from codeclerk.kernel import bus, clock  # noqa: E402
from codeclerk.kernel.lens import PUBLIC, Lens  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.legaltext import queries  # noqa: E402
from codeclerk.legaltext.codec import redline_json  # noqa: E402
from codeclerk.legaltext.models import Stretch  # noqa: E402
from codeclerk.legaltext.rules.marks import edits  # noqa: E402
from codeclerk.legaltext.rules.operations import Edit  # noqa: E402
from codeclerk.legaltext.rules.provisions import Kind  # noqa: E402
from codeclerk.legaltext.rules.redlines import Redline  # noqa: E402
from codeclerk.legaltext.rules.writing import write as as_text  # noqa: E402

ASKED, AMENDED = 500, 750
FIRST, SECOND = datetime(2020, 6, 25, tzinfo=UTC), datetime(2020, 11, 5, tzinfo=UTC)
prepare_database()
began = time.process_time()
chance = random.Random(8)
documents = [{"name": name, "text": text} for name, text in as_text(write()).items()]
first = {"number": "1.0", "effective": FIRST.isoformat(), "documents": documents}
bus.execute("import_version", first, actor="system:import")
lens = Lens(PUBLIC, clock.today(), clock.now())
code = queries.code_at(lens, "1.0")
clauses = [pid for pid, one in code.provisions.items() if one.kind is Kind.CLAUSE]
amended = chance.sample(clauses, AMENDED)
operations = [
    Edit(
        id=f"MP1-{number}",
        target=pid,
        base=code.hash_of(pid),
        runs=edits(code.provisions[pid].content, (f"It is said in other words by amendment {number}.",)),
    )
    for number, pid in enumerate(amended)
]
redline = redline_json(Redline("MP1", code.root, tuple(operations)))
second = {"number": "2.0", "effective": SECOND.isoformat(), "redlines": [redline]}
bus.execute("consolidate", second, actor="system:import")
spent = time.process_time() - began

lens = Lens(PUBLIC, clock.today(), clock.now())
pids = [*chance.sample(amended, ASKED // 2), *chance.sample(clauses, ASKED // 2)]
labels = dict(Stretch.objects.filter(pid__in=pids).values_list("pid", "label"))
documents_of = {pid: code.provisions[code.document_of(pid)].name for pid in pids}
asked = [
    (f"{documents_of[pid]} {labels[pid]}" if number % 2 else pid, FIRST + timedelta(days=chance.randrange(400)))
    for number, pid in enumerate(pids)
]
with CaptureQueriesContext(connection) as seen:
    assert queries.clause_at(lens, *asked[0]).provision
began = time.process_time()
found = [queries.clause_at(lens, what, at) for what, at in asked]
each = (time.process_time() - began) / len(asked) * 1000
assert any(one.causes for one in found)
print(json.dumps({"ms": each, "queries": len(seen), "set_up": spent, "provisions": len(code.provisions)}))
