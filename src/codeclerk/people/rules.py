"""What can be decided about people without a database: who may do what and why, who sees what, who sits where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase

from codeclerk.kernel.calendar.dates import DateStyle, format_date
from codeclerk.kernel.calendar.wording import listed
from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.ports import Permission


class OrganisationKind(StrEnum):
    """What an organisation is to the code. The category of a party is a fact of its own."""

    CODE_ADMINISTRATOR = "code_administrator"
    CENTRAL_SERVICE = "central_service"
    """The licensed company that runs the central service and assesses proposals; for the SEC, the DCC."""
    PARTY = "party"
    AUTHORITY = "authority"
    GOVERNMENT = "government"
    SERVICE_PROVIDER = "service_provider"
    OTHER = "other"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Detail(StrEnum):
    """A contact detail that a person may publish, each by itself. The value is the field that holds it."""

    NAME = "name"
    TELEPHONE = "telephone"
    EMAIL = "email"

    @property
    def label(self) -> str:
        return {"name": "name", "telephone": "telephone number", "email": "e-mail address"}[self.value]


def details_in_words(details: Iterable[Detail]) -> str:
    """`name and telephone number`, in the order of the kinds; empty for none."""
    chosen = [one.label for one in Detail if one in set(details)]
    return listed(chosen) if chosen else ""


# --- who may do what ----------------------------------------------------------


@dataclass(frozen=True)
class Holding:
    """A role that a person holds, held or will hold: the days from `first_day` up to but not on `end`."""

    role: str
    place: str
    first_day: date
    end: date | None = None
    membership: str = ""

    def holds_on(self, day: date) -> bool:
        return self.first_day <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Grant:
    """The row of the pack's table that decides: which roles have the capability, and where that stands."""

    capability: str
    roles: tuple[str, ...]
    where: str
    is_unverified: bool = False


SYSTEM: Mapping[str, tuple[str, ...]] = {
    "system:install": ("people.*", "kernel.publish_pack"),
    "system:import": (
        "kernel.set_known_from",
        "people.manage",
        "people.manage_memberships",
        "*.register_*",
        "*.claim",
        "register.*",
        "assessments.*",
        "committees.*",
        "consultations.*",
        "decisions.*",
        "releases.*",
        "engagement.manage",
        "meetings.*",
        "legaltext.*",
        "papers.issue",
    ),
    "system:tick": ("*.tick",),
    "system:helpdesk": ("engagement.ask",),
}
"""What the product's own actors may do, as patterns of capabilities. Nobody signs in as one of them: the installation
founds itself, importers load published sources, the clock does what falls due, the helpdesk takes what somebody writes
who is not signed in."""

RULE_SYSTEM = "people.system_actors"
RULE_ACTORS = "people.actors"


def decide_system(actor: str, capability: str) -> Permission:
    """The answer for an actor of the product itself."""
    patterns = SYSTEM.get(actor)
    if patterns is None:
        return Permission(False, RULE_ACTORS, f"{actor} is no actor that this installation knows")
    allowed = any(fnmatchcase(capability, pattern) for pattern in patterns)
    can = ", ".join(patterns)
    return Permission(allowed, RULE_SYSTEM, f"{actor} is part of the product and has {can}")


def decide(
    actor: str,
    grant: Grant,
    day: date,
    holdings: Iterable[Holding],
    names: Mapping[str, str],
) -> Permission:
    """The answer for a person: allowed when a role held on `day` is one that the table names.

    Args:
        holdings: every role of the person, past and future ones too, so that the answer can say what has ended.
        names: id of a role -> its name.
    """
    everything = sorted(holdings, key=lambda holding: (holding.first_day, holding.role))
    held = [holding for holding in everything if holding.holds_on(day)]
    table = f"{grant.capability} is held by {_listed(names.get(role, role) for role in grant.roles) or 'nobody'}"
    for holding in held:
        if holding.role in grant.roles:
            return Permission(True, grant.where, f"{table}; {actor} is {_since(holding, names)}")
    ended = [h for h in everything if h.role in grant.roles and h.end is not None and h.end <= day]
    if ended:
        last = max(ended, key=lambda holding: holding.end or day)
        said = f"{actor} was {names.get(last.role, last.role)} until {_last_day(last)}"
    elif held:
        said = f"{actor} is {_listed(_since(holding, names) for holding in held)}"
    else:
        said = f"{actor} holds no role on {format_date(day)}"
    return Permission(False, grant.where, f"{table}; {said}")


def _since(holding: Holding, names: Mapping[str, str]) -> str:
    return f"{names.get(holding.role, holding.role)} since {format_date(holding.first_day)}"


def _last_day(holding: Holding) -> str:
    end = holding.end or date.max
    return format_date(end - timedelta(days=1), DateStyle.LONG)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


# --- who sees what ------------------------------------------------------------

UP_TO: Mapping[str, Classification] = {
    "secretariat": Classification.RED,
    "authority": Classification.AMBER,
    "committee_member": Classification.AMBER,
    "chair": Classification.AMBER,
    "alternate": Classification.AMBER,
    "party_contact": Classification.GREEN,
    "respondent": Classification.GREEN,
    "dcc_assessor": Classification.GREEN,
    "secretary_of_state": Classification.GREEN,
}
"""The closest-held classification that a role sees at all. Unverified: no paper at hand prints such a table; it follows
the words of the pack's classifications. A thing that is for one committee asks for membership of that committee too."""

_ORDER = tuple(Classification)


def may_see(roles: Iterable[str]) -> frozenset[Classification]:
    """What the holder of these roles may see: White, and everything up to the widest of the roles."""
    highest = max((_ORDER.index(UP_TO[role]) for role in roles if role in UP_TO), default=0)
    return frozenset(_ORDER[: highest + 1])


# --- who may sit where --------------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """A membership as the rules of seats see it: the days from `first_day` up to but not on `end`.

    `stands_in_as` is the role of the membership that an alternate stands in for, else empty.
    """

    membership: str
    person: str
    role: str
    first_day: date
    end: date | None
    seat: str = ""
    stands_in_as: str = ""

    @property
    def takes_a_seat(self) -> bool:
        return bool(self.seat or self.stands_in_as)

    @property
    def roles(self) -> set[str]:
        return {self.role, self.stands_in_as} - {""}

    def overlaps(self, other: Seat) -> bool:
        return (other.end is None or self.first_day < other.end) and (self.end is None or other.first_day < self.end)


TERM_BACKWARDS = Reason(
    "people.term_backwards",
    rule="a term ends on or after its first day",
    problem="the term in {object} cannot end on {last_day}: it begins on {first_day}",
    remedy="Give a last day that is not before the first one.",
)
TWO_SEATS = Reason(
    "people.two_seats",
    rule="one person holds one seat of a body at a time",
    problem="{person} already has a place in {object} at that time, {membership} from {first_day}",
    remedy="End that membership first, or choose another first day.",
    kind=Kind.CONFLICT,
)
SEAT_TAKEN = Reason(
    "people.seat_taken",
    rule="a seat is held by one person at a time",
    problem="the seat {seat} of {object} is held by {person} at that time, {membership} from {first_day}",
    remedy="End that membership first, choose another first day, or name another seat.",
    kind=Kind.CONFLICT,
)


def check_term(place: str, first_day: date, last_day: date | None) -> None:
    """Refuse a term whose last day is before its first."""
    if last_day is not None and last_day < first_day:
        raise TERM_BACKWARDS.refuse(
            place, field="last_day", last_day=format_date(last_day), first_day=format_date(first_day)
        )


def check_seats(place: str, new: Seat, others: Sequence[Seat]) -> None:
    """Refuse a membership that would give a person two places in `place`, or a seat two holders.

    Two memberships of one person clash when they are the same role, or when both take a seat; an alternate counts as
    what it stands in for. An office without a seat, such as the chair, goes beside a seat.
    """
    for other in others:
        if not new.overlaps(other):
            continue
        facts = {
            "person": other.person,
            "membership": other.membership,
            "first_day": format_date(other.first_day),
        }
        if other.person == new.person:
            if new.roles & other.roles or (new.takes_a_seat and other.takes_a_seat):
                raise TWO_SEATS.refuse(place, field="person", **facts)
        elif new.seat and new.seat.casefold() == other.seat.casefold():
            raise SEAT_TAKEN.refuse(place, field="seat", seat=new.seat, **facts)


# --- tokens -------------------------------------------------------------------


class TokenScope(StrEnum):
    """What a token lets a program do in its person's name."""

    READ = "read"
    ACT = "act"

    @property
    def label(self) -> str:
        return "Read what I may see" if self is TokenScope.READ else "Read, and act as I may"


LONGEST_TOKEN_LIFE = 366
"""So many days after it was made a token lasts at most."""

TOKEN_LIFE = Reason(
    "people.token_life",
    rule=f"a token lasts from the day it is made for at most {LONGEST_TOKEN_LIFE} days",
    problem="the last day of a token cannot be {object}",
    remedy="Choose a day from {first} to {last}.",
)


def check_token_life(today: date, last_day: date) -> None:
    """Refuse a last day that is past, or too far ahead."""
    last = today + timedelta(days=LONGEST_TOKEN_LIFE)
    if not today <= last_day <= last:
        raise TOKEN_LIFE.refuse(
            format_date(last_day), field="last_day", first=format_date(today), last=format_date(last)
        )
