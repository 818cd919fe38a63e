"""Where what is said of a proposal's impact does not agree. Nothing is put right here: each finding is a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from codeclerk.parts.rules.contents import Kind
from codeclerk.parts.rules.documents import Changed
from codeclerk.parts.rules.parts import Parts

TICKS = "the ticks of the register"


@dataclass(frozen=True)
class Said:
    """That a place says of a party category whether it is impacted."""

    place: str
    category: str
    is_impacted: bool


def party_findings(ticks: Collection[str] | None, said: Iterable[Said], names: Mapping[str, str]) -> tuple[str, ...]:
    """Where the ticks, summaries and matrices disagree on who is impacted (J03): one sentence for the same two sides.

    Args:
        ticks: ids of the categories that are ticked; None where nobody ticked yet.
        names: id of each category -> its name, in the order of the reports.
    """
    places: dict[str, dict[bool, list[str]]] = {id: {True: [], False: []} for id in names}
    if ticks is not None:
        for id in names:
            places[id][id in ticks].append(TICKS)
    for one in said:
        if one.category in places and one.place not in places[one.category][one.is_impacted]:
            places[one.category][one.is_impacted].append(one.place)
    by_sides: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for id, sides in places.items():
        if sides[True] and sides[False]:
            by_sides.setdefault((tuple(sides[True]), tuple(sides[False])), []).append(names[id])
    return tuple(
        f"{_and(categories)}: impacted by {_and(yes)}; not impacted by {_and(no)}."
        for (yes, no), categories in by_sides.items()
    )


def consumer_findings(parts: Parts, areas: Mapping[str, str]) -> tuple[str, ...]:
    """Where the impact on consumers and the verdicts on the consumer areas do not agree (J06).

    Args:
        areas: id of each consumer area -> its name.
    """
    impact = parts.impact("consumers")
    verdicts = {one.which: one.content.verdict for one in parts.views(Kind.CONSUMER) if one.which in areas}
    felt = [areas[id] for id in areas if verdicts.get(id) in ("positive", "negative")]
    if impact is None or impact.content.impacted is None or not verdicts:
        return ()
    if impact.content.impacted and not felt and len(verdicts) == len(areas):
        return ("Consumers are said to be impacted, and no consumer area has a positive or a negative verdict.",)
    if not impact.content.impacted and felt:
        verdict = "has a verdict" if len(felt) == 1 else "have verdicts"
        return (f"Consumers are said not to be impacted, and {_and(felt)} {verdict} other than neutral.",)
    return ()


def document_findings(changed: Changed | None, listed: Collection[str] | None) -> tuple[str, ...]:
    """Where the register's list of documents and what the legal text changes do not agree (J05).

    Args:
        changed: None where there is no legal text.
        listed: ids of the documents that the register lists; None where no list is recorded yet.
    """
    if changed is None:
        return ()
    said = []
    if changed.unknown:
        said.append(f"{_and(changed.unknown)}: changed by the {changed.text}; not in the controlled list of documents.")
    if listed is not None:
        if missing := [one for one in changed.known if one not in listed]:
            said.append(f"{_and(missing)}: changed by the {changed.text}; not listed by the register.")
        if untouched := [one for one in listed if one not in changed.known]:
            said.append(f"{_and(untouched)}: listed by the register; not changed by the {changed.text}.")
    return tuple(said)


def system_findings(parts: Parts, systems: Collection[str] | None) -> tuple[str, ...]:
    """Where the register's list of systems and the impact on the DCC System do not agree; None: no list is recorded."""
    impact = parts.impact("dcc_system")
    if impact is None or impact.content.impacted is None or systems is None:
        return ()
    if impact.content.impacted and not systems:
        return ("The DCC System is said to be impacted, and the register lists no system.",)
    if not impact.content.impacted and "dcc" in systems:
        return ("The DCC System is said not to be impacted, and the register lists it.",)
    return ()


def objective_findings(parts: Parts, tagged: Collection[str] | None) -> tuple[str, ...]:
    """Where the Proposer's views and the objectives that are tagged as the Proposer's do not agree; None: no tag."""
    better = {
        letter
        for one in parts.views(Kind.OBJECTIVE)
        for holder, _, letter in [one.which.partition("/")]
        if holder == "proposer" and one.content.verdict == "better"
    }
    if tagged is None or not better or better == set(tagged):
        return ()
    return (
        f"The Proposer's view is that {_letters(better)} would be better facilitated; tagged as the Proposer's: "
        f"{_letters(tagged)}.",
    )


def _letters(letters: Iterable[str]) -> str:
    return _and([f"({letter})" for letter in sorted(letters)])


def _and(words: Iterable[str]) -> str:
    several = list(words)
    return f"{', '.join(several[:-1])} and {several[-1]}" if len(several) > 1 else "".join(several)
