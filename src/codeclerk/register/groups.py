"""Which Working Group works on a proposal: a fact of a higher folder, or where none provides it, what sources say.

Names are the short ones of the pack: `WG1`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from codeclerk.kernel.lens import Lens
from codeclerk.kernel.packs import Bodies
from codeclerk.kernel.ports import Port
from codeclerk.kernel.publishing import running_pack
from codeclerk.register import vocabulary
from codeclerk.register.queries.lines import ProposalLine
from codeclerk.sources import queries as sources

PROPERTY = "working_group"
"""What a claim on a proposal says that names its Working Group; with the qualifier `proposed` before it has one."""
PROPOSED = "proposed"

Groups = Callable[[Lens, Collection[ProposalLine]], Mapping[str, str]]
"""Given proposals: the key of each one that has a Working Group at the lens -> the group's short name."""


def names(day: date) -> dict[str, str]:
    """Short name of every Working Group of the process version in force on a day -> its full name, in the order of the
    pack."""
    profile = vocabulary.profile_at(day).id
    return {
        one.abbreviation or one.name: one.name
        for one in running_pack().of(Bodies).bodies
        if one.kind == "working_group" and (not one.profiles or profile in one.profiles)
    }


def printed(lens: Lens, lines: Collection[ProposalLine], qualifier: str = "") -> dict[str, str]:
    """The Working Groups that sources give, where they do not disagree, of those that there still are: the latest up to
    the lens's day. Two queries at most."""
    by_number = {name: line.key for line in lines for name in (line.number, line.key)}
    short = {name.casefold(): abbreviation for abbreviation, name in names(lens.valid_at).items()}
    found: dict[str, tuple[str, str]] = {}
    for question, reading in sources.readings(lens, properties=[PROPERTY]).items():
        key = by_number.get(question.name)
        if key is None or question.kind != "proposal" or question.qualifier != qualifier or reading.value is None:
            continue
        if question.about > lens.valid_at.isoformat():
            continue
        if name := short.get(str(reading.value).casefold(), ""):
            found[key] = max(found.get(key, ("", "")), (question.about, name))
    return {key: name for key, (_, name) in found.items()}


groups: Port[Groups] = Port("working groups of proposals", printed)
"""The Working Group of each proposal. A few queries, however many there are."""
