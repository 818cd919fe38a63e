"""The table of parts. One row says what a part held from a day on, as it was known; no version is ever lost.

Every kind of part is kept in one table, because readers ask for all parts of a proposal at once: its page, its report
and the conditions of the process. What a part holds is typed in `rules/contents.py`.
"""

from __future__ import annotations

from django.db import models

from codeclerk.kernel.models import fact_constraints
from codeclerk.parts.rules.contents import Kind
from codeclerk.register.models import ProposalFact


class PartFact(ProposalFact):
    """A part of a proposal: of which kind, which one of its kind, and what it holds as canonical JSON."""

    identity = ("proposal_id", "kind", "which")
    value = ("content", "sure", "note")

    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    which = models.CharField(max_length=160)
    content = models.TextField(default="{}", help_text="canonical JSON of the kind's content")

    class Meta:
        constraints = fact_constraints("parts_part", "proposal", "kind", "which")
        indexes = [models.Index(fields=["proposal", "superseded_from"], name="parts_part_now")]
