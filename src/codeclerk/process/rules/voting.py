"""How a vote is counted, in words."""

from __future__ import annotations

from collections.abc import Sequence

from codeclerk.process.packs import Share, VoteRule
from codeclerk.process.rules.raising import listed

_OF = {
    "votes": "the votes",
    "weighted_votes": "the votes by their weight",
    "groups": "the groups",
    "groups_that_voted": "the groups that voted",
}
_ABSTENTIONS = {"not_counted": "Abstentions are not counted.", "against": "An abstention counts against the change."}
_TIES = {
    "not_carried": "A tie does not carry it.",
    "carried": "A tie carries it.",
    "chair_decides": "On a tie the chair decides.",
}


def words(rule: VoteRule, groups: Sequence[str]) -> str:
    """How a vote is counted, in sentences.

    Args:
        groups: the names of the rule's groups.
    """
    said = [rule.voters]
    if rule.across is not None:
        said.append(f"It is counted by category: {listed(groups)}.")
        if rule.ungrouped == "own_group":
            said.append("Who is of none of them is a group of its own.")
        said.append(f"It carries in a category with {_share(rule.within)}, and as a whole with {_share(rule.across)}.")
    else:
        said.append(f"It carries with {_share(rule.within)}.")
    if rule.quorum is not None:
        said.append(f"It takes {rule.quorum} voter{'' if rule.quorum == 1 else 's'} at least.")
    said += [_ABSTENTIONS[rule.abstentions], _TIES[rule.ties]]
    if rule.interests == "excluded":
        said.append("Who declares an interest is not counted.")
    return " ".join(said)


def _share(of: Share) -> str:
    return f"all of {_OF[of.of]}" if of.all else f"more than {of.more_than}% of {_OF[of.of]}"
