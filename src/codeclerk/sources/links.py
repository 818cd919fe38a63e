"""Where the page of a thing is, by the subject that sources know it by: `assessment:0107-IA-1`."""

from __future__ import annotations

from django.urls import NoReverseMatch

from codeclerk.sources.rules.vocabulary import subject_kinds


def kind_of(subject: str) -> str:
    """What things of this kind are called: `Release`."""
    kind = subject.partition(":")[0]
    declared = subject_kinds().get(kind)
    return declared.label if declared else kind.capitalize()


def page_of(subject: str) -> str:
    """The address of a thing's own page; empty where its folder has none, or none that is mounted."""
    kind, _, key = subject.partition(":")
    declared = subject_kinds().get(kind)
    try:
        return declared.href(key) if declared and declared.href else ""
    except NoReverseMatch:
        return ""
