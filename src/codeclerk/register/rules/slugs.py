"""The part of a web address that is made from a title."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100


def slug_of(title: str) -> str:
    """`new-planned-maintenance-methodology`: small letters, digits and hyphens, cut at a word (CSR:481-483).

    Accents are dropped, an apostrophe leaves nothing, anything else between words becomes a hyphen. Empty for a title
    without a Latin letter or a digit.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    text = re.sub("['’]", "", plain)
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
