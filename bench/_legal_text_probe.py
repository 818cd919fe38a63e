"""A code of a million words through the bus, in the code and on the database of the environment: CPU seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from bench._code import write  # noqa: E402
from bench.legal_text import operations  # noqa: E402
from codeclerk.kernel import bus, clock  # noqa: E402
from codeclerk.kernel.lens import PUBLIC, Lens  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.legaltext import queries  # noqa: E402
from codeclerk.legaltext.codec import redline_json  # noqa: E402
from codeclerk.legaltext.queries.checks import check_version  # noqa: E402
from codeclerk.legaltext.rules.writing import write as as_text  # noqa: E402

ACTOR = "system:import"


def timed(work: Callable[[], Any]) -> float:
    """The CPU seconds that it took."""
    before = time.process_time()
    work()
    return time.process_time() - before


def lens() -> Lens:
    """How the public looks now."""
    return Lens(PUBLIC, clock.today(), clock.now())


prepare_database()
documents = [{"name": name, "text": text} for name, text in as_text(write()).items()]
first = {"number": "1.0", "effective": "2020-06-25", "documents": documents}
spent = {"import": timed(lambda: bus.execute("import_version", first, actor=ACTOR))}
code = queries.code_at(lens(), "1.0")
redlines = [redline_json(one) for one in operations(code, 25, 30, 3)]
second = {"number": "2.0", "effective": "2020-11-05", "redlines": redlines}
spent["consolidate"] = timed(lambda: bus.execute("consolidate", second, actor=ACTOR))
reports = []
spent["verify"] = timed(lambda: reports.append(check_version(lens(), "2.0")))
assert reports[0].is_sound, str(reports[0])
print(json.dumps(spent))
