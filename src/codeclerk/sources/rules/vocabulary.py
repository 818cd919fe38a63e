"""The vocabulary of claims: what can be said of what. Folders add to it when the application is ready.

A property that nobody declared is refused with the nearest one, so that two spellings of one thing cannot hide a
disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches

from codeclerk.kernel.errors import Kind, Reason
from codeclerk.sources.rules.values import DURATION_UNITS, ValueType

UNKNOWN_PROPERTY = Reason(
    "sources.unknown_property",
    rule="a claim is about a property of the declared vocabulary",
    problem="there is no property {object}",
    remedy="{suggestion}`codeclerk sources properties` lists them all.",
    kind=Kind.INPUT,
)
WRONG_SUBJECT = Reason(
    "sources.wrong_subject",
    rule="a subject is written kind:key, such as proposal:MP107, and its kind is declared",
    problem="{object} does not name a subject: {why}",
    remedy="{suggestion}The kinds are {kinds}.",
)
WRONG_UNIT = Reason(
    "sources.wrong_unit",
    rule="a claim's unit is its property's; a duration may be in Working Days, days, weeks or months",
    problem="{object} is not stated in {unit}",
    remedy="Use {units}.",
)

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,4}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()/+-]{0,99}")


@dataclass(frozen=True)
class Property:
    """One thing that sources say of a subject.

    Args:
        id: dotted, stable: `assessment.duration_wd`.
        label: as pages name it, in the industry's words.
        unit: what numbers count (`WD`, `GBP`, `proposals`); empty where there is none.
        type: what kind of value it has.
    """

    id: str
    label: str
    unit: str
    type: ValueType

    @property
    def units(self) -> tuple[str, ...]:
        """The units a claim may be stated in."""
        return DURATION_UNITS if self.type is ValueType.DURATION else (self.unit,)


@dataclass(frozen=True)
class SubjectKind:
    """A kind of thing that claims are about. `href` gives the page of one by its key, where it has one."""

    kind: str
    label: str
    href: Callable[[str], str] | None = field(default=None, compare=False)


_PROPERTIES: dict[str, Property] = {}
_KINDS: dict[str, SubjectKind] = {}


def register_property(id: str, label: str, unit: str, type: ValueType) -> Property:
    """Declare a property. The same one twice is one; another one under the same id is a mistake in the house."""
    if not _ID.fullmatch(id) or len(id) > 100:
        raise ValueError(f"{id!r} is not a dotted id.")
    made = Property(id, label, unit, type)
    if _PROPERTIES.setdefault(id, made) != made:
        raise ValueError(f"Two properties are called {id!r}.")
    return made


def register_subject(kind: str, label: str, href: Callable[[str], str] | None = None) -> SubjectKind:
    """Declare a kind of subject, or say where its pages are. The folder that owns the pages gives `href`."""
    known = _KINDS.get(kind)
    if known is not None and known.label != label:
        raise ValueError(f"Two kinds of subject are called {kind!r}.")
    _KINDS[kind] = SubjectKind(kind, label, href or (known.href if known else None))
    return _KINDS[kind]


def properties() -> dict[str, Property]:
    """Every declared property by id, sorted."""
    return dict(sorted(_PROPERTIES.items()))


def subject_kinds() -> dict[str, SubjectKind]:
    """Every declared kind of subject, sorted."""
    return dict(sorted(_KINDS.items()))


def find_property(id: str) -> Property:
    """The property with this id, or a refusal with the nearest one."""
    if id in _PROPERTIES:
        return _PROPERTIES[id]
    near = get_close_matches(id, _PROPERTIES, n=1)
    raise UNKNOWN_PROPERTY.refuse(id, suggestion=f"Did you mean {near[0]}? " if near else "", field="property")


def describe_property(id: str) -> Property:
    """The property with this id, for showing what is recorded: one that no folder declares any more still shows."""
    return _PROPERTIES.get(id) or Property(id, id, "", ValueType.VERBATIM)


def check_subject(subject: str) -> str:
    """The same subject, or a refusal that says what is wrong with it."""
    kind, colon, key = subject.partition(":")
    kinds = ", ".join(subject_kinds())
    if not colon or not _KEY.fullmatch(key) or key != key.strip():
        why = "it is not a kind, a colon and a key"
        raise WRONG_SUBJECT.refuse(subject[:120], why=why, suggestion="", kinds=kinds, field="subject")
    if kind not in _KINDS:
        near = get_close_matches(kind, _KINDS, n=1)
        suggestion = f"Did you mean {near[0]}:{key}? " if near else ""
        why = f"there is no kind {kind}"
        raise WRONG_SUBJECT.refuse(subject[:120], why=why, suggestion=suggestion, kinds=kinds, field="subject")
    return subject


def check_unit(declared: Property, unit: str) -> str:
    """The unit of a claim: the property's own when none is given."""
    chosen = unit or declared.unit
    if chosen not in declared.units:
        units = " or ".join(one or "no unit" for one in declared.units)
        raise WRONG_UNIT.refuse(declared.id, unit=chosen, units=units, field="unit")
    return chosen


_TYPES = ValueType
for _id, _label, _unit, _type in (
    # What the five published papers contradict each other on, and what a register starts with.
    ("title", "Title", "", _TYPES.TEXT),
    ("acronym", "Acronym", "", _TYPES.VERBATIM),
    ("proposer", "Proposer", "", _TYPES.TEXT),
    ("stage", "Stage", "", _TYPES.TEXT),
    ("status", "Status", "", _TYPES.TEXT),
    ("path", "Path", "", _TYPES.TEXT),
    ("stage.count.define", "Proposals in Define", "proposals", _TYPES.INTEGER),
    ("stage.count.refine", "Proposals in Refine", "proposals", _TYPES.INTEGER),
    ("stage.count.opine", "Proposals in Opine", "proposals", _TYPES.INTEGER),
    ("stage.count.release", "Proposals in Release", "proposals", _TYPES.INTEGER),
    ("status.count", "Proposals with a status", "proposals", _TYPES.INTEGER),
    ("report.proposals", "Proposals counted", "proposals", _TYPES.INTEGER),
    ("report.mean_age_wd", "Mean duration of proposals", "WD", _TYPES.DECIMAL),
    ("working_group", "Working Group", "", _TYPES.TEXT),
    ("progression.months", "Months in the table of progress", "months", _TYPES.INTEGER),
    ("assessment.type", "Assessment type", "", _TYPES.TEXT),
    ("assessment.requested", "Assessment requested", "", _TYPES.DATE),
    ("assessment.accepted", "Assessment accepted", "", _TYPES.DATE),
    ("assessment.due", "Assessment due", "", _TYPES.DATE),
    ("assessment.expected", "Assessment expected", "", _TYPES.DATE),
    ("assessment.returned", "Assessment returned", "", _TYPES.DATE),
    ("assessment.target_wd", "Assessment target", "WD", _TYPES.DURATION),
    ("assessment.duration_wd", "Assessment duration", "WD", _TYPES.DURATION),
    ("assessment.mean_duration_wd", "Mean assessment duration", "WD", _TYPES.DECIMAL),
    ("assessment.count", "Number of assessments", "assessments", _TYPES.INTEGER),
    ("timetable.event_date", "Date of event", "", _TYPES.DATE),
    ("meeting.date", "Date of meeting", "", _TYPES.DATE),
    ("consultation.opens", "Consultation opens", "", _TYPES.DATE),
    ("consultation.closes", "Consultation closes", "", _TYPES.DATE),
    ("consultation.answers", "Number of answers", "answers", _TYPES.INTEGER),
    ("decision.proposal", "Proposal decided on", "", _TYPES.VERBATIM),
    ("decision.outcome", "Decision", "", _TYPES.TEXT),
    ("release.target", "Target release", "", _TYPES.TEXT),
    ("release.cut_off", "Cut-off date", "", _TYPES.DATE),
    ("release.document_affected", "Document affected", "", _TYPES.BOOLEAN),
    ("impact", "Impact", "", _TYPES.BOOLEAN),
    ("cost", "Cost", "GBP", _TYPES.DECIMAL),
    ("list.count", "Number of entries", "", _TYPES.INTEGER),
    ("requirement.count", "Number of requirements", "requirements", _TYPES.INTEGER),
    ("version", "Version", "", _TYPES.VERBATIM),
    ("version.date", "Date of version", "", _TYPES.DATE),
    ("field.value", "Value of a field", "", _TYPES.VERBATIM),
    ("formula", "Formula", "", _TYPES.TEXT),
    ("risk.score", "Risk score", "", _TYPES.INTEGER),
):
    register_property(_id, _label, _unit, _type)
for _kind, _label in (
    ("proposal", "Proposal"),
    ("report", "Report"),
    ("release", "Release"),
    ("meeting", "Meeting"),
    ("consultation", "Consultation"),
    ("assessment", "Assessment"),
    ("document", "Document"),
    ("committee", "Committee"),
    ("code", "Code"),
    ("interface", "Interface"),
    ("rule", "Rule"),
):
    register_subject(_kind, _label)
