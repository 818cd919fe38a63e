"""Slugs of titles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeclerk.register.rules.slugs import LONGEST, slug_of


def test_G035_slug():
    assert slug_of("New Planned Maintenance methodology") == "new-planned-maintenance-methodology"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Correcting DUIS Matrix for SRV7.7 Eligible Users", "correcting-duis-matrix-for-srv7-7-eligible-users"),
        ("Commissioning non-commissioned Devices after CoS", "commissioning-non-commissioned-devices-after-cos"),
        ("Incorporation of multiple Issue Resolution Proposals - Batch 4",
         "incorporation-of-multiple-issue-resolution-proposals-batch-4"),
        ("The DCC’s café", "the-dccs-cafe"),
        ("<b>Bold</b> & co", "b-bold-b-co"),
        ("???", ""),
    ],
)  # fmt: skip
def test_slug_of_title(title, slug):
    assert slug_of(title) == slug


@given(st.text(max_size=400))
def test_a_slug_is_an_address_and_its_own_slug(title):
    slug = slug_of(title)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= LONGEST
    assert slug_of(slug) == slug
