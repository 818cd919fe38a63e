"""Code packs: the rules of a code as dated data, read from YAML without guessing, typed, and cited.

    pack = load(folder)
    pack.of(Assessments).types[0].clock.at(date(2021, 2, 4)).working_days.value   # 15
    pack.find_alias("assessments", "FIA").key                                     # "IA"

Shape of a pack: a folder with `pack.yaml` and one file per kind. Higher folders add kinds with `register_kind`.
Every refusal names file and line. Nothing here knows Django, a database or a particular code.
"""

from codeclerk.kernel.packs.assessments import Assessments, AssessmentType, Clock, ClockInForce
from codeclerk.kernel.packs.base import (
    DatedValue,
    Entry,
    InForce,
    Named,
    PackFile,
    PackModel,
    Parameter,
    Sourced,
    Sure,
    find_named,
    weakest,
)
from codeclerk.kernel.packs.bodies import Bodies, Body, MeetingPattern, SeatGroup, Theme
from codeclerk.kernel.packs.head import PackHead, Source
from codeclerk.kernel.packs.kinds import PackKind, Review, register_kind, registered_kinds
from codeclerk.kernel.packs.loader import load, load_files
from codeclerk.kernel.packs.pack import Pack, digest_of
from codeclerk.kernel.packs.reasons import Place
from codeclerk.kernel.packs.scalars import Bool, Date, Dec, Frozen, Id, Int, Reference, References, Refers, Text, Time
from codeclerk.kernel.packs.stages import Profile, Stage, Stages, Status
from codeclerk.kernel.packs.vocabulary import (
    Capabilities,
    Capability,
    Classification,
    Classifications,
    Marking,
    Objective,
    Objectives,
    PartyCategories,
    PartyCategory,
    PartyGroup,
    Role,
    Roles,
)

__all__ = [
    "AssessmentType",
    "Assessments",
    "Bodies",
    "Body",
    "Bool",
    "Capabilities",
    "Capability",
    "Classification",
    "Classifications",
    "Clock",
    "ClockInForce",
    "Date",
    "DatedValue",
    "Dec",
    "Entry",
    "Frozen",
    "Id",
    "InForce",
    "Int",
    "Marking",
    "MeetingPattern",
    "Named",
    "Objective",
    "Objectives",
    "Pack",
    "PackFile",
    "PackHead",
    "PackKind",
    "PackModel",
    "Parameter",
    "PartyCategories",
    "PartyCategory",
    "PartyGroup",
    "Place",
    "Profile",
    "Reference",
    "References",
    "Refers",
    "Review",
    "Role",
    "Roles",
    "SeatGroup",
    "Source",
    "Sourced",
    "Stage",
    "Stages",
    "Status",
    "Sure",
    "Text",
    "Theme",
    "Time",
    "digest_of",
    "find_named",
    "load",
    "load_files",
    "register_kind",
    "registered_kinds",
    "weakest",
]
