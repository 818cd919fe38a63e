"""The register's pages over a seeded register, on the database of the environment; `BENCH_PROPOSALS` says how large.

Prints one JSON object: times in milliseconds, rates in events a second.
"""

from __future__ import annotations

import gc
import io
import json
import os
import random
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice, product
from typing import Any

from codeclerk.wsgi import application

assert application is not None  # it starts as a server does, which keeps garbage collection short

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import _flat, _seed, _story  # noqa: E402
from codeclerk.kernel import bus, clock  # noqa: E402
from codeclerk.kernel.lens import PUBLIC, Lens  # noqa: E402
from codeclerk.kernel.models import Event  # noqa: E402
from codeclerk.kernel.start import prepare_database  # noqa: E402
from codeclerk.kernel.verify import verify  # noqa: E402
from codeclerk.people.models import Account  # noqa: E402
from codeclerk.raising import store  # noqa: E402
from codeclerk.raising.rules.content import Content  # noqa: E402
from codeclerk.register import queries  # noqa: E402
from codeclerk.register.tables import proposals_table  # noqa: E402
from codeclerk.ui.table_files import to_xlsx  # noqa: E402

PROPOSALS = int(os.environ["BENCH_PROPOSALS"])
EVENTS = 100 * PROPOSALS
TIMES = 60
WAITING = 20
"""So many of each kind of thing wait, beside the proposals, for the analyst."""
TEXTS = ("arrangements", "issue", "impact", "do_nothing", "context")
WARM = 5
client = Client(SERVER_NAME="localhost")


def asked(
    addresses: Sequence[str], before: Callable[[], object] = lambda: None, client: Client = client
) -> dict[str, float]:
    """Median and 95th percentile of these pages, one after the other, and the most queries that one of the first needs.

    `before` runs before each and is not counted; `client` is the browser that asks, the public's unless given.
    """
    most = 0
    for address in addresses[:WARM]:
        before()
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        most = max(most, len(seen))
    took = []
    for address in addresses[WARM:]:
        before()
        started = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    return {"p50": took[len(took) // 2], "p95": took[int(len(took) * 0.95)], "queries": most}


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def pages() -> dict[str, dict[str, float]]:
    """Every page that is measured, by name."""
    rng = random.Random(PROPOSALS)
    some = TIMES + WARM
    numbers = [f"/proposals/{_story.number_of(rng.randrange(1, PROPOSALS + 1))}/" for _ in range(some)]
    turned = [f"/proposals/?page={rng.randrange(1, PROPOSALS // 50 + 1)}" for _ in range(some)]
    stages, documents = ("define", "refine", "opine", "release", "closed"), _story.DOCUMENTS
    narrowed = [f"/proposals/?stage={s}&document={d}" for s, d in product(stages, documents)]
    words = [f"/proposals/?q={a}+{b}" for a, b in product(_story.HOW, ("metering", "alerts", "forecasts", "suppliers"))]
    orders = [f"/proposals/?sort={name}" for name in ("title", "age", "status", "proposer", "release", "stage")]
    return {
        "list": asked(["/proposals/"] * some),
        "any page": asked(turned),
        "as at": asked(["/proposals/?as_at=2021-03-05&known_at=2021-03-05"] * some),
        "filter": asked(narrowed),
        "filter again": asked([narrowed[11]] * some),
        "words": asked(words),
        "words again": asked([words[7]] * some),
        "order": asked(orders * 11),
        "after a change": asked(["/proposals/"] * 20, before=change),
        "page": asked(numbers),
        "flat list": asked(["/flat/"] * some),
        "flat filter": asked([address.replace("/proposals/", "/flat/") for address in narrowed]),
        "flat words": asked([address.replace("/proposals/", "/flat/") for address in words]),
    }


def desks() -> dict[str, dict[str, float]]:
    """The desk of an analyst, for whom the most waits, and of who speaks for one that proposes some changes."""
    waiting()
    some = ["/desk/"] * (TIMES + WARM)
    analyst, proposer = signed_in("pseudonym-1", "secretariat"), signed_in("pseudonym-2", "party_contact", "party-2")
    return {
        "desk of an analyst": asked(some, client=analyst),
        "desk of an analyst after a change": asked(some[:20], before=change, client=analyst),
        "desk of a proposer": asked(some, client=proposer),
        "desk of a proposer after a change": asked(some[:20], before=change, client=proposer),
    }


def waiting() -> None:
    """Let something of every kind wait: what committees are asked, actions of a meeting, drafts to comment on."""
    today = clock.today()

    def do(act: str, actor: str = _seed.ACTOR, **data: object) -> Any:
        return bus.execute(act, data, actor=actor).answer

    meeting = do("record_meeting", body="panel", day=today)["meeting"]
    signed_in("pseudonym-3", "party_contact", "party-3")
    lens = Lens(PUBLIC, today, clock.now())
    whole = (line.number for line in queries.page_of(lens, size=3 * WAITING).lines if not line.is_split)
    for number, proposal in enumerate(islice(whole, WAITING), start=1):
        do("ask_committee", proposal=proposal, body="ssc", kind="interest", due=today + timedelta(7))
        do("give_action", meeting=meeting, what=f"Bring paper {number}", owner="party-2", due=today + timedelta(28))
        named = {"title": f"Draft {number}", "organisation": "party-3", "categories": ("large_supplier",)}
        content = Content(**dict.fromkeys(TEXTS, "In general words."), **named)
        draft = store.start("person:pseudonym-3", content)
        do("send_draft", "person:pseudonym-3", draft=draft.key, version=draft.version)


def signed_in(person: str, role: str, organisation: str | None = None) -> Client:
    """A browser in which a person is signed in who holds one role."""
    held = {"person": person, "role": role, "organisation": organisation}
    bus.execute("give_membership", held, actor="system:install", effective=_story.FIRST_DAY)
    bus.execute("open_account", {"person": person}, actor="system:install")
    made = Client(SERVER_NAME="localhost")
    made.force_login(Account.objects.get(person__key=person))
    return made


def change() -> None:
    """Record something, so that nothing kept in memory holds any more."""
    data = {"proposal": _story.number_of(1), "summary": "It is told anew."}
    bus.execute("set_summary", data, actor=_seed.ACTOR)


def spreadsheet(look: Lens) -> float:
    """Seconds to open the register as an Excel workbook and find the proposals of one stage."""
    import openpyxl

    request: Any = client.get("/proposals/?format=json").wsgi_request
    file = to_xlsx(proposals_table(request, queries.proposals(look)))

    def read() -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(file), read_only=True).active
        assert sheet is not None
        assert [row for row in sheet.iter_rows(values_only=True) if row[2] == "Refine"]

    return seconds(read)


def main() -> None:
    prepare_database()
    seeded = seconds(lambda: _seed.seed(PROPOSALS, EVENTS))
    started = time.perf_counter()
    report = verify()
    verified = time.perf_counter() - started
    assert report.is_sound, str(report)
    look = Lens(PUBLIC, clock.today(), clock.now())
    whole = seconds(lambda: queries.proposals(look))
    with connection.schema_editor() as editor:
        editor.create_model(_flat.FlatProposal)
    _flat.fill(look)
    settings.ROOT_URLCONF = "bench._flat"
    gc.collect()
    gc.freeze()  # what seeding left behind is no part of a server
    told = {
        "events": Event.objects.count(),
        "seeded": report.events / seeded,
        "verified": report.events / verified,
        "whole": whole * 1000,
        "spreadsheet": spreadsheet(look) * 1000,
        "pages": pages() | desks(),
    }
    print(json.dumps(told))


main()
