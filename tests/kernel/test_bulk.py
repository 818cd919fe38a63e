"""Many rows at once are the rows that the ORM would have written."""

from datetime import UTC, datetime

import pytest

from codeclerk.kernel.bulk import EACH, insert_rows
from codeclerk.kernel.models import Checkpoint

pytestmark = pytest.mark.django_db

AT = datetime(2021, 3, 5, 12, tzinfo=UTC)


def test_they_are_the_rows_that_were_given():
    rows = [(10_000_000 + place, f"{place:064d}") for place in range(EACH + 1)]
    insert_rows(Checkpoint, ("position", "digest"), rows, {"sealed_at": AT})
    kept = Checkpoint.objects.filter(position__gte=10_000_000).order_by("position")
    assert list(kept.values_list("position", "digest", "sealed_at")) == [(*row, AT) for row in rows]


def test_no_rows_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(Checkpoint, ("position", "digest"), [], {"sealed_at": AT})
