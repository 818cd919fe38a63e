"""The parts of a proposal as acts find them: as they are known now. Pages read `queries`."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, F, Value

from codeclerk.parts.models import PartFact
from codeclerk.parts.queries import Row, parts_from
from codeclerk.parts.rules.parts import Parts
from codeclerk.register.rules.numbers import whole_of


def parts_on(proposal: str, day: date) -> Parts:
    """Every part of a proposal that holds on a day, by all that is known now, with its earlier versions. One query."""
    rows = PartFact.objects.filter(
        proposal__key__in={proposal, whole_of(proposal)} - {""}, superseded_from__isnull=True, valid_from__lte=day
    ).exclude(valid_to=F("valid_from"))
    found = rows.annotate(source=Value("", output_field=CharField())).order_by("valid_from", "known_from", "pk")
    return parts_from(proposal, (Row(*one) for one in found.values_list("proposal__key", *Row._fields[1:])))
