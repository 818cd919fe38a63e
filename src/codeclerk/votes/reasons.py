"""Every way in which an act on a vote is refused."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

UNKNOWN = Reason(
    "votes.unknown",
    rule="a vote is named by its key, such as 0092-change_board-1 or MP092-change_board-1",
    problem="{object}: no such vote",
    remedy="{suggestion}",
    kind=Kind.NOT_FOUND,
)
NOT_NOW = Reason(
    "votes.not_now",
    rule="a body votes where the process has its vote",
    problem="there is no vote on {object} now: {why}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
WHICH = Reason(
    "votes.which_question",
    rule="a vote asks one question",
    problem="{object} can be voted on in more ways than one: {names}",
    remedy="Say which one.",
)
NO_RULE = Reason(
    "votes.no_rule",
    rule="how the vote of a body is counted stands in the code pack",
    problem="the code pack has no rule for a vote of the {object} on this path",
    remedy="Record the step with the paper that shows its outcome.",
)
OPEN_ALREADY = Reason(
    "votes.open_already",
    rule="a body votes once on a question; alternatives are voted on separately",
    problem="{object}: {vote} is {standing}",
    remedy="Publish that one, or withdraw it with a reason.",
    kind=Kind.CONFLICT,
)
NO_VOTERS = Reason(
    "votes.no_voters",
    rule="a vote needs somebody who can vote",
    problem="nobody has a vote in the {object} on {day}",
    remedy="{hint}",
)
TWO_SEATS = Reason(
    "votes.two_seats",
    rule="nobody votes for two seats of a body",
    problem="{object} holds or speaks for two seats: {seats}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
BAD_CLOSE = Reason(
    "votes.closing_time",
    rule="a vote closes after it opens, and not in the past",
    problem="{object} cannot close on {closes}: {why}",
    remedy="Choose a later day or hour.",
)
BAD_CLOCK = Reason(
    "votes.clock",
    rule="an hour is written as 17:00",
    problem="{object} is no hour of the day",
    remedy="Write it with two digits for the hour and two for the minutes, such as 17:00 or 09:30.",
)
BAD_WEIGHT = Reason(
    "votes.weight",
    rule="only Parties whose votes are weighted by the code's rule have a weight, more than nothing",
    problem="{object}: {why}",
    remedy="Correct the weight, or leave it out; without one it is 1.",
)
NOT_OPEN = Reason(
    "votes.not_open",
    rule="positions, alternates and interests are taken while a vote is open; later ones change nothing",
    problem="{object} is {standing}: it closed on {closed}",
    remedy="Ask the secretariat, who can open it again with a reason until it is published.",
    kind=Kind.CONFLICT,
)
NOT_YET_OPEN = Reason(
    "votes.not_yet_open",
    rule="positions are taken while a vote is open",
    problem="{object} opens on {opens}",
    remedy="Vote from then on.",
    kind=Kind.CONFLICT,
)
NO_VOTE = Reason(
    "votes.no_vote",
    rule="who votes was settled when the vote opened; an alternate is named before it closes",
    problem="{actor} has no vote in {object}",
    remedy="The member of a seat can name you as the alternate for this vote, or the secretariat does.",
    kind=Kind.FORBIDDEN,
)
WHICH_SEAT = Reason(
    "votes.which_seat",
    rule="a position is that of one seat or one Party",
    problem="{object}: {why}",
    remedy="Name one of {names}.",
)
NO_REASONS = Reason(
    "votes.no_reasons",
    rule="who votes in favour or against gives reasons by the objectives of the code (CSR:388-392)",
    problem="no reason is given for a position {choice} in {object}",
    remedy="Give a reason for at least one objective, or abstain.",
)
REASON_TWICE = Reason(
    "votes.reason_twice",
    rule="a position has one reason for each objective",
    problem="two reasons are given for the objective ({object})",
    remedy="Join them.",
)
NO_ALTERNATE = Reason(
    "votes.no_alternate",
    rule="an alternate stands in for the member of a seat; a Party is spoken for by its party contacts",
    problem="{object} cannot have an alternate: {why}",
    remedy="{hint}",
)
NOT_THE_MEMBER = Reason(
    "votes.not_the_member",
    rule="who can stand in for a member is the member’s to say, and not an alternate’s",
    problem="{actor} does not hold the seat {object}",
    remedy="Ask the member, or the secretariat.",
    kind=Kind.FORBIDDEN,
)
EARLY = Reason(
    "votes.early_close",
    rule="a vote that is closed before its time is closed for a reason",
    problem="{object} runs until {closes}",
    remedy="Give the reason, or wait.",
)
WRONG_STANDING = Reason(
    "votes.standing",
    rule="a vote is closed, then counted, then published; until then it can be opened again or withdrawn",
    problem="{object} is {standing}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
NO_TIE = Reason(
    "votes.no_tie",
    rule="the chair decides on a tie only, and only where the rule of the vote says so",
    problem="there is no tie in {object} for the chair to decide",
    remedy="Count it without a casting vote.",
)
UNDECIDED = Reason(
    "votes.undecided",
    rule="what is published is decided",
    problem="{object} is tied",
    remedy="Count it again with what the chair decides.",
    kind=Kind.CONFLICT,
)
NO_REVIEW = Reason(
    "votes.no_review",
    rule="a review is asked for with a decision: of which body, and of what",
    problem="no review can be asked for with {object}: {why}",
    remedy="Name the body and what it is to look at, or leave both out.",
)
NOT_SHOWN = Reason(
    "votes.confidential",
    rule="positions and outcome of a vote are for its body and the secretariat until it is published",
    problem="the positions and the count of {object} are not open to you",
    remedy="Wait until it is published, or sign in as a member of the body.",
    kind=Kind.FORBIDDEN,
)
