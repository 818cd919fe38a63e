"""The rules of the running pack on decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from codeclerk.decisions.packs import Decisions, Outcome, Recommendations
from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import Body, find_named
from codeclerk.kernel.publishing import running_pack
from codeclerk.people.vocabulary import bodies
from codeclerk.register import vocabulary as register
from codeclerk.register.rules.numbers import read_number

UNKNOWN_OUTCOME = Reason(
    "decisions.unknown_outcome",
    rule="what a body may decide stands in the code pack, by id, name or alias",
    problem="{object}: the code pack knows no such outcome",
    remedy="{hint}",
)


def outcomes() -> tuple[Outcome, ...]:
    """Every outcome, in the order of the process."""
    return running_pack().of(Decisions).outcomes


def outcome(text: str, field: str = "outcome") -> Outcome:
    """The outcome that `text` names. Refused (decisions.unknown_outcome) with the nearest."""
    try:
        return find_named(outcomes(), text, "outcome")
    except Refused as refused:
        hint = refused.first.facts["hint"]
        raise UNKNOWN_OUTCOME.refuse(text[:80], hint=hint, field=field) from None


def outcome_by_id(id: str) -> Outcome | None:
    """The outcome with an id; None for one that the running pack does not know."""
    return next((one for one in outcomes() if one.id == id), None)


def outcome_name(id: str) -> str:
    """The name of an outcome by its id; an id that the running pack does not know stays as it is."""
    found = outcome_by_id(id)
    return found.name if found else id


def body_by_id(id: str) -> Body | None:
    """The body with an id; None for one that the running pack does not know."""
    return next((one for one in bodies() if one.id == id), None)


def body_name(id: str) -> str:
    """The name of a body by its id; an id that the running pack does not know stays as it is."""
    found = body_by_id(id)
    return found.name if found else id


def body_name_on(id: str, day: date) -> str:
    """What a body was called on a day: a government department keeps its place under successive names (CSR:534-536,
    DCUSA:468)."""
    found = body_by_id(id)
    return found.name_on(day) if found else id


def last_word() -> tuple[str, ...]:
    """The bodies whose word is the last on what is recommended to them, in the order of the pack: the one that the
    recommendations go to, and those that are no committee of the code and reach the same outcomes."""
    goes_to = {one.goes_to for one in outcomes() if one.goes_to}
    questions = {one.question for one in outcomes() if one.goes_to and one.question}
    reached = {reach.body for one in outcomes() if one.question in questions and not one.goes_to for reach in one.by}
    return tuple(body.id for body in bodies() if body.id in goes_to or (body.id in reached and body.kind == "function"))


def deciding() -> tuple[Body, ...]:
    """The bodies that may decide something, in the order of the pack."""
    named = {reach.body for one in outcomes() for reach in one.by}
    return tuple(body for body in bodies() if body.id in named)


def converted(number: str) -> str:
    """The number that a proposal has once it is converted: MP144 for DP144. One that is not converted keeps its own."""
    read = read_number(number, register.all_series())
    if read is None:
        return number
    to = register.series(read.series).converts_to
    return register.series(to).format(read.digits, read.letter) if to else number


def recommendations(asks: tuple[str, ...], number: str) -> tuple[str, ...]:
    """What a paper asks a body for, in the order of the process: `AGREE that DP144 is converted ...` (PMP:23-85).

    An outcome that papers do not ask for in words of their own is named.
    """
    later = converted(number)
    return tuple(one.ask.on(number, later) if one.ask else one.name for one in outcomes() if one.id in asks)


def sets() -> tuple[Recommendations, ...]:
    """What bodies are asked for together, in the order of the pack."""
    return running_pack().of(Decisions).recommendations


def sets_for(stage: str) -> tuple[Recommendations, ...]:
    """The same for a proposal that stands in a stage."""
    return tuple(one for one in sets() if stage in one.stages)


def did() -> Mapping[str, str]:
    """Id of an outcome -> what the body did, with {what} for the proposals."""
    return {one.id: one.did for one in outcomes()}
