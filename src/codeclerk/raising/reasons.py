"""Every way in which something about a draft is refused."""

from __future__ import annotations

from codeclerk.kernel.errors import Kind, Reason

UNKNOWN_DRAFT = Reason(
    "raising.unknown_draft",
    rule="a draft is open to its owner, to those whom the owner invited, and once it is sent to the code administrator",
    problem="there is no draft {object}, or it is not open to you",
    remedy="Look among your drafts, or ask its owner to let you read it.",
    kind=Kind.NOT_FOUND,
)
NOT_OWNER = Reason(
    "raising.not_owner",
    rule="a draft is changed, sent, raised, withdrawn and deleted by its owner",
    problem="the draft {object} is not yours",
    remedy="Ask its owner.",
    kind=Kind.FORBIDDEN,
)
TOO_MANY = Reason(
    "raising.too_many_drafts",
    rule="a person has {most} drafts at a time",
    problem="{object} has {most} drafts",
    remedy="Delete one that is not needed any more.",
    kind=Kind.CONFLICT,
)
INCOMPLETE = Reason(
    "raising.incomplete",
    rule="a draft is sent and raised when every question that needs an answer has one",
    problem="{object}",
    remedy="Go back to the draft and answer it.",
)
CHANGED_SINCE = Reason(
    "raising.changed_since",
    rule="what is sent and raised is what its owner looked over",
    problem="the draft {object} was changed in another window after you looked it over",
    remedy="Look it over again.",
    kind=Kind.CONFLICT,
)
NOT_SPEAKING = Reason(
    "raising.not_speaking",
    rule="a change is raised by somebody who speaks for the organisation on that day",
    problem="you do not speak for {object}{ended}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
ENDED = Reason(
    "raising.ended",
    rule="a draft that was raised or withdrawn is changed no more",
    problem="the draft {object} is {how}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
UNCHANGED = Reason(
    "raising.unchanged",
    rule="a draft is sent again when it says something new",
    problem="the draft {object} says what it said when it was last sent",
    remedy="Change it first, or wait for the comments.",
    kind=Kind.CONFLICT,
)
NOT_SENT = Reason(
    "raising.not_sent",
    rule="the code administrator comments on drafts that were sent, and an unsent one is simply deleted",
    problem="the draft {object} was not sent",
    remedy="Wait until its owner sends it, or delete it.",
    kind=Kind.CONFLICT,
)
NOTHING_SAID = Reason(
    "raising.nothing_said",
    rule="a comment says something, or that the draft is ready",
    problem="nothing is said of {object}",
    remedy="Write a comment on one of the answers or on the whole, or say that it is ready to be raised.",
)
FRIEND_FIRST = Reason(
    "raising.friend_first",
    rule="the code administrator comments as a critical friend before a change is raised, in the time that it has",
    problem="{object}: {why}",
    remedy="{hint}",
    kind=Kind.CONFLICT,
)
NOT_SHOWN = Reason(
    "raising.not_shown",
    rule="whoever is entitled on a condition says where it is shown",
    problem="{object} may raise a change where this is so: {only}",
    remedy="Say where that is shown, such as a letter or a meeting.",
)
STILL_OPEN = Reason(
    "raising.still_open",
    rule="the texts of a draft are deleted once it is raised or withdrawn",
    problem="the draft {object} lies with the code administrator",
    remedy="Withdraw it first.",
    kind=Kind.CONFLICT,
)
NO_PROCESS = Reason(
    "raising.no_process",
    rule="a change is raised by the step that begins the process of the code pack",
    problem="the code pack does not say how a change is raised under {object}",
    remedy="Ask the code administrator to register it.",
    kind=Kind.CONFLICT,
)
NOBODY_THERE = Reason(
    "raising.nobody_there",
    rule="drafts are shared with people who can sign in here",
    problem="nobody with the address {object} can sign in here",
    remedy="Check the address, or ask the code administrator to open an account for them.",
)
YOURSELF = Reason(
    "raising.yourself",
    rule="the owner of a draft reads it anyway",
    problem="{object} is your own draft",
    remedy="Give the address of somebody else.",
)
NO_GUEST = Reason(
    "raising.no_guest",
    rule="only who was invited can be asked out",
    problem="{object} does not read this draft",
    remedy="Nothing is to be done.",
    kind=Kind.CONFLICT,
)
