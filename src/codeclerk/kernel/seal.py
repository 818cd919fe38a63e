"""The sealer: gives every committed event its place in one gapless order, and notes a checkpoint.

Keys of the event table are not that order: on PostgreSQL a lower key may be committed after a higher one, and a
rolled-back command leaves a gap. Feeds, API cursors and issued papers name sealed positions only.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from codeclerk.kernel import chain
from codeclerk.kernel.models import Checkpoint, Event, Seal

BATCH = 2000
ADVISORY_LOCK = 0x5EA1
"""Key of PostgreSQL's advisory lock that lets one sealer run at a time; SQLite has one writer anyway."""


def seal_pending(now: datetime) -> int:
    """Seal what is not sealed yet; return how many events were. One batch a transaction."""
    sealed = 0
    while batch := _seal_batch(now):
        sealed += batch
    return sealed


def _seal_batch(now: datetime) -> int:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        pending = list(Event.objects.filter(seal__isnull=True).order_by("pk").values_list("pk", "hash")[:BATCH])
        if not pending:
            return 0
        last = Seal.objects.order_by("-position").first()
        position, digest = (last.position, last.digest) if last else (0, chain.GENESIS)
        seals = []
        for event_id, event_hash in pending:
            position += 1
            digest = chain.seal_digest(digest, position, event_hash)
            seals.append(Seal(position=position, event_id=event_id, digest=digest))
        Seal.objects.bulk_create(seals)
        Checkpoint.objects.create(position=position, digest=digest, sealed_at=now)
        return len(seals)


def latest_checkpoint() -> Checkpoint | None:
    """The newest checkpoint: what an issued paper prints and a reader may ask about later."""
    return Checkpoint.objects.order_by("-position").first()
