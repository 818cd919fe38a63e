"""The table of committees: what is recorded of a committee and a proposal, as dated facts.

One table for all of it, because readers ask for all of it at once: the page of a proposal and that of a committee. What
a fact holds is typed in `rules/contents.py`.
"""

from __future__ import annotations

from django.db import models

from codeclerk.committees.rules.contents import What
from codeclerk.kernel.models import fact_constraints
from codeclerk.register.models import ProposalFact


class CommitteeFact(ProposalFact):
    """What holds from a day on of one thing: an input (`ssc-1`), the Working Group (`group`), the seats of a body."""

    identity = ("proposal_id", "which", "what")
    value = ("content", "sure", "note")

    which = models.CharField(max_length=140)
    what = models.CharField(max_length=10, choices=[(one.value, one.value) for one in What])
    content = models.TextField(default="{}", help_text="canonical JSON of what the kind of fact holds")

    class Meta:
        constraints = fact_constraints("committees_fact", "proposal", "which", "what")
        indexes = [
            models.Index(fields=["proposal", "superseded_from"], name="committees_fact_now"),
            models.Index(fields=["what", "which"], name="committees_fact_what"),
        ]
