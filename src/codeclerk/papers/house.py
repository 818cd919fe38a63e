"""What every paper of the code administrator shares: its author, and the acronyms that it may use. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from codeclerk.kernel.packs import Assessments, Bodies, Pack
from codeclerk.papers.model import Term

AUTHOR = "SECAS Team"
TERMS = {
    "SEC": "Smart Energy Code",
    "SECAS": "Smart Energy Code Administrator and Secretariat",
    "DCC": "Data Communications Company",
    "WD": "Working Day",
    "SLA": "Service Level Agreement",
    "CR": "Change Request of the DCC",
}
"""Acronyms of papers that the code pack does not name."""


def terms_of(pack: Pack) -> dict[str, str]:
    """The acronyms of committees and of the types of assessment."""
    bodies = {one.abbreviation: one.name for one in pack.of(Bodies).bodies if one.abbreviation.isupper()}
    return bodies | {one.id: one.name for one in pack.of(Assessments).types}


def glossary(terms: Mapping[str, str]) -> tuple[Term, ...]:
    """Every acronym that a paper may use; those that it does use are printed."""
    return tuple(Term(acronym, meaning) for acronym, meaning in {**terms, **TERMS}.items())
