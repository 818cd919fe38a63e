"""Tags: the short words beside things. One place decides how each looks, for pages and for tables alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tag:
    """A word with a look.

    Args:
        text: what it says; the meaning never rests on the colour.
        tone: good, bad, warn, info, plum, grey, strong, outline, outline-warn, white, green, amber or red.
        order: where it sorts among its kind (stages sort by the process, not by the alphabet).
        hint: a sentence that explains it, read by screen readers and shown on the style page.
    """

    text: str
    tone: str = "grey"
    order: int = 0
    hint: str = ""


STAGES = (
    Tag("Define", "info", 1, "The problem is being described and agreed."),
    Tag("Refine", "plum", 2, "The solution, its impacts and its costs are being developed."),
    Tag("Opine", "warn", 3, "The report is finished; views and votes lead to the last decision."),
    Tag("Release", "good", 4, "Approved, and waiting for its release."),
    Tag("Closed", "grey", 5, "Implemented, rejected or withdrawn."),
)
VERDICTS = (
    Tag("PASS", "good", 3, "The rule is met."),
    Tag("FAIL", "bad", 0, "The rule is broken."),
    Tag("NOT_APPLICABLE", "grey", 5, "The rule does not reach this case."),
    Tag("DEROGATED", "plum", 4, "The rule is broken under a recorded permission."),
    Tag("AMBIGUOUS", "warn", 1, "The rule can be read in more than one way here."),
    Tag("NOT_ASSESSED", "info", 2, "What the rule needs is not known. Unknown is never a pass."),
)
MARKERS = (
    Tag("reported", "outline", 1, "Printed in a source and copied from it."),
    Tag("computed", "outline", 0, "Worked out from the record by a stated rule."),
    Tag("inferred", "outline-warn", 2, "Worked out from what is known; no source states it."),
    Tag("unverified", "outline-warn", 3, "No source confirms it yet."),
)
CLASSIFICATIONS = (
    Tag("White", "white", 0, "Anyone may see it."),
    Tag("Green", "green", 1, "For those who take part in the code."),
    Tag("Amber", "amber", 2, "For the named committees and parties."),
    Tag("Red", "red", 3, "For the named persons only."),
)


def stage_tag(name: str) -> Tag:
    """The tag of a stage; a stage that only a pack knows gets the plain look."""
    return _find(STAGES, name)


def verdict_tag(name: str) -> Tag:
    """The tag of a verdict, its words spaced: NOT_APPLICABLE reads `NOT APPLICABLE`."""
    found = _find(VERDICTS, name)
    return Tag(found.text.replace("_", " "), found.tone, found.order, found.hint)


def marker_tag(name: str) -> Tag:
    """How a figure came to be: reported, computed, inferred, unverified."""
    return _find(MARKERS, name)


def classification_tag(name: str) -> Tag:
    """White, Green, Amber or Red."""
    return _find(CLASSIFICATIONS, name)


def _find(among: tuple[Tag, ...], name: str) -> Tag:
    return next((tag for tag in among if tag.text.casefold() == name.casefold()), Tag(name))
