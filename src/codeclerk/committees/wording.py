"""Inputs in words, for pages and the command line."""

from __future__ import annotations

from codeclerk.committees.rules.contents import Answer, Asked, Change, Due, Withdrawn
from codeclerk.committees.rules.inputs import Input, Said
from codeclerk.kernel.calendar.dates import format_date


def asked_words(one: Input) -> str:
    """What is asked, in a line: the question if there is one, else its kind."""
    return one.asked.question or one.kind.label


def said_words(one: Input) -> str:
    """What was said, what it is against, and what became of that; empty for no answer."""
    if one.answer is None:
        return ""
    opposes = f"Against: {one.answer.opposes}" if one.answer.opposes else ""
    changed = f"What changed: {one.change.text}" if one.change else ""
    still = "Nothing is known to have changed" if one.is_opposed else ""
    return ". ".join(part.rstrip(".") for part in (one.answer.text, opposes, changed, still) if part)


def when_of(said: Said) -> str:
    """The day of one thing that was said of an input: `5 March 2020`, or `by 5 March 2020` where it is not told."""
    is_known = getattr(said.content, "is_day_known", True)
    return format_date(said.since) if is_known else f"by {format_date(said.since)}, on a day that is not known"


def line_of(said: Said) -> str:
    """One thing that was said of an input, as a sentence."""
    match said.content:
        case Asked(question=question, kind=kind, due=due):
            by = f" An answer is looked for by {format_date(due)}." if due else ""
            return f"Asked: {(question or kind.label).rstrip('.')}.{by}"
        case Due(due=due, reason=reason):
            return f"The answer is looked for by {format_date(due)}: {reason.rstrip('.')}."
        case Answer(verdict=verdict, text=text, opposes=opposes):
            more = [part.rstrip(".") for part in (text, f"Against: {opposes}" if opposes else "") if part]
            return f"Answer: {verdict.label}. {'. '.join(more)}{'.' if more else ''}".strip()
        case Change(text=text):
            return f"The solution changed: {text.rstrip('.')}."
        case Withdrawn(reason=reason):
            return f"Taken back: {reason.rstrip('.')}."
    return ""
