"""Whether a text reads like a solution: a gentle hint, never a refusal. A problem comes first (TAB:19-27)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeclerk.raising.rules.content import QUESTIONS, Content

_CHANGED = (
    r"(?:changed|amended|modified|removed|added|extended|replaced|introduced|inserted|deleted|updated|created|"
    r"established|mandated|allowed|permitted|required|obliged)"
)
_DOES = r"(?:introduc|add|insert|remov|delet|replac|amend|creat|extend|mandat|allow|requir|modify|modifi|establish)"
OPEN_ADVICE = (
    r"\b(?:we|i) (?:would )?(?:therefore )?(?:propose|suggest|recommend)\b",
    r"\b(?:the|our|one|a possible) (?:proposed )?solution (?:is|would be|could be|should)\b",
    r"\b(?:this|the) (?:change|modification|proposal) (?:would|will|should|seeks to|aims to|proposes to)\b",
)
"""Words that propose something wherever they stand."""
WANTED = (
    rf"\b(?:should|must|needs? to|ought to) (?:therefore )?be {_CHANGED}\b",
    r"\b(?:code|sec|section [a-z]?\d*|clause|schedule|obligation|dcc) (?:should|needs to|ought to)\b",
    rf"\bby {_DOES}ing\b",
    r"\ba new (?:clause|section|obligation|requirement|service request|process|report|field|interface) (?:is needed|"
    r"should|would|that would)\b",
)
"""Words that ask for something. The rules of today may be told in them, so there they mean nothing."""
ORDERED = rf"^(?:to )?{_DOES}(?:e|s|es)? (?:a|an|the|new|this|that|all)\b"
"""How a title begins that names what is to be done."""
_EVERYWHERE = re.compile("|".join(OPEN_ADVICE), re.IGNORECASE)
_ASKED = re.compile("|".join((*OPEN_ADVICE, *WANTED)), re.IGNORECASE)
_TITLE = re.compile("|".join((ORDERED, *OPEN_ADVICE, *WANTED)), re.IGNORECASE)
_PATTERNS = {"title": _TITLE, "arrangements": _EVERYWHERE, "context": _EVERYWHERE}


@dataclass(frozen=True)
class SolutionHint:
    """A place that reads like a solution: the question that it answers, and the words."""

    question: str
    label: str
    words: str

    def __str__(self) -> str:
        return (
            f"“{self.label}” reads as if it proposed a solution (“{self.words}”). Describe what goes wrong instead; "
            "the solution is looked for later."
        )


def hints(content: Content) -> tuple[SolutionHint, ...]:
    """The first place of each answer that reads like a solution, in the order of the form."""
    found = []
    for one in QUESTIONS:
        pattern = _PATTERNS.get(one.id, _ASKED)
        match = pattern.search(" ".join(str(getattr(content, one.id)).split()))
        if match:
            found.append(SolutionHint(one.id, one.label, match[0].strip()))
    return tuple(found)
