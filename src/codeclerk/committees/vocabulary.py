"""The bodies of the running pack, as committees speak of them."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.kernel.packs import Body
from codeclerk.people import vocabulary as people
from codeclerk.register.queries import ProposalLine

NO_COMMITTEE = Reason(
    "committees.no_committee",
    rule="committees and Working Groups are asked, and have seats; a function has none",
    problem="{object} is no committee of the code",
    remedy="Choose one of the committees.",
)
NO_GROUP = Reason(
    "committees.no_group",
    rule="a proposal is allocated to a Working Group",
    problem="{object} is no Working Group",
    remedy="Choose one of {groups}.",
    kind=Kind.INPUT,
)


def bodies() -> tuple[Body, ...]:
    """Every committee and Working Group, in the order of the pack."""
    return tuple(one for one in people.bodies() if one.kind != "function")


def committee(text: str, field: str = "body") -> Body:
    """The committee or group that `text` names.

    Refused: people.unknown_word with the nearest name, committees.no_committee for a function.
    """
    found = people.body(text, field)
    if found.kind == "function":
        raise NO_COMMITTEE.refuse(found.name, field=field)
    return found


def groups(profile: str = "") -> tuple[Body, ...]:
    """The Working Groups, of one profile of the process if one is named."""
    every = (one for one in people.bodies() if one.kind == "working_group")
    return tuple(one for one in every if not profile or not one.profiles or profile in one.profiles)


def group(text: str, field: str = "group") -> Body:
    """The Working Group that `text` names. Refused: people.unknown_word, committees.no_group."""
    found = people.body(text, field)
    if found.kind != "working_group":
        raise NO_GROUP.refuse(found.name, groups=", ".join(one.name for one in groups()), field=field)
    return found


def groups_for(line: ProposalLine) -> tuple[Body, ...]:
    """The Working Groups that the process of a proposal knows; every one where its process is not known."""
    return groups(line.profile)


def body_name(id: str) -> str:
    """The name of a body by its id; an id that the running pack does not know stays as it is."""
    return people.body_names().get(id, id)


def short_name(id: str) -> str:
    """What papers call a body for short: SSC, Working Group 1."""
    found = next((one for one in people.bodies() if one.id == id), None)
    if found is None:
        return id
    return found.name if found.kind == "working_group" else found.abbreviation
