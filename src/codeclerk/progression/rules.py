"""What can be decided of taking a step without a database: who may, and what has to be given with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from codeclerk.kernel.ports import Permission
from codeclerk.people.rules import Holding
from codeclerk.process.packs import Actor, Step

RULE = "progression.actors"
SPEAKS_FOR_PARTY = "party_contact"
LEADS_BODY = ("chair",)
"""The roles that act for an organisation, and for a body, in the record (a choice of the product)."""


@dataclass(frozen=True)
class Taker:
    """Who wants to take a step: the person with the roles of the day, and whether they keep the register for others."""

    key: str
    day: date
    holdings: tuple[Holding, ...] = ()
    keeps_register: bool = False
    is_importer: bool = False

    def roles(self) -> Iterable[Holding]:
        return (one for one in self.holdings if one.holds_on(self.day))


@dataclass(frozen=True)
class Proposer:
    """Who proposes: keys of the person and of the organisations, empty where not known."""

    person: str = ""
    organisations: frozenset[str] = frozenset()


def speaks_as(taker: Taker, actor: Actor, proposer: Proposer) -> bool:
    """Whether somebody is, or speaks for, one of those who take a step.

    For a body speaks its chair; for one that is no committee, such as the Authority, who has the role of that id.
    """
    held = list(taker.roles())
    if actor.role == "proposer":
        mine = {one.place.removeprefix("organisation:") for one in held if one.role == SPEAKS_FOR_PARTY}
        return taker.key == f"person:{proposer.person}" or bool(mine & proposer.organisations)
    if actor.role == "party":
        return any(one.role == SPEAKS_FOR_PARTY for one in held)
    if actor.role:
        return any(one.role == actor.role for one in held)
    return any(one.role == actor.body or (one.role in LEADS_BODY and one.place == f"body:{actor.body}") for one in held)


def may_take(step: Step, taker: Taker, proposer: Proposer, names: Mapping[str, str]) -> Permission:
    """Whether somebody may take a step: as one of those who take it, or as who keeps the register and records it.

    Args:
        names: the actors by their key, for the sentence.
    """
    whose = " or ".join(names[actor.key] for actor in step.by)
    said = f"the step “{step.name}” is taken by the {whose}"
    if taker.is_importer:
        return Permission(True, RULE, f"{said}; importers record what was published")
    if taker.keeps_register:
        return Permission(True, RULE, f"{said}; {taker.key} keeps the register and records it")
    for actor in step.by:
        if speaks_as(taker, actor, proposer):
            return Permission(True, RULE, f"{said}; {taker.key} acts as the {names[actor.key]}")
    return Permission(False, RULE, f"{said}; {taker.key} is neither that nor keeps the register on that day")


def missing(step: Step, given: Mapping[str, bool]) -> tuple[str, ...]:
    """What a step needs to be given and is not."""
    return tuple(one.what for one in step.takes if one.needed and not given.get(one.what, False))


def too_much(step: Step, given: Mapping[str, bool]) -> tuple[str, ...]:
    """What is given and the step does not take. A reason can always be given."""
    takes = {one.what for one in step.takes} | {"reason"}
    return tuple(name for name, is_given in given.items() if is_given and name not in takes)
