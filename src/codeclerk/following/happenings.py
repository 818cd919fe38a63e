"""What happened, from the sealed log: each event that is news, with what it is about before and after it.

Only the types that stand here are ever told. Streams of persons and drafts, votes and comments are not among them, so
nothing of those can get into a mail or a feed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q, Subquery
from django.urls import reverse

from codeclerk.decisions.models import DecisionRecord
from codeclerk.following.rules import TOUCHING, Happening, News, clauses_in
from codeclerk.kernel import clock
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.events import EventBody, read_body
from codeclerk.kernel.lens import PUBLIC, Classification, Lens
from codeclerk.kernel.models import Event, Seal
from codeclerk.legaltext.events import VersionPublished
from codeclerk.legaltext.touching import Touches, touched
from codeclerk.papers.events import PaperIssued
from codeclerk.progression.events import StepTaken
from codeclerk.register import events as register
from codeclerk.register import vocabulary
from codeclerk.register.queries import ProposalLine, lines_of
from codeclerk.register.rules.numbers import whole_of
from codeclerk.releases.events import ReleaseMoved
from codeclerk.sources.models import Document
from codeclerk.sources.queries.seen import classification_today

NEWS_OF: Mapping[str, News] = {
    "register.proposal_registered": News.RAISED,
    **dict.fromkeys(
        (
            "register.number_changed",
            "register.proposal_split",
            "register.status_set",
            "register.path_set",
            "register.flag_set",
            "register.hold_set",
            "register.target_release_set",
            "progression.step_taken",
        ),
        News.STANDING,
    ),
    **dict.fromkeys(("register.timetable_set", "progression.deadline_moved", "releases.moved"), News.DEADLINE),
    "consultations.date_said": News.CONSULTATION,
    "assessments.step_recorded": News.ASSESSMENT,
    **dict.fromkeys(
        ("decisions.recorded", "decisions.withdrawn", "decisions.review_asked", "decisions.review_settled"),
        News.DECISION,
    ),
    "papers.paper_issued": News.PAPER,
    **dict.fromkeys(
        (
            "register.title_set",
            "register.affected_set",
            "register.document_attached",
            "parts.solution_set",
            "parts.withdrawal_explained",
            "legaltext.redline_drafted",
            "legaltext.redline_withdrawn",
            "legaltext.version_published",
            "legaltext.commencement_recorded",
        ),
        News.CONTENT,
    ),
    **dict.fromkeys(
        ("derogations.granted", "derogations.extended", "derogations.ended", "derogations.withdrawn"), News.DEROGATION
    ),
}
"""Type of event -> the kind of news that it is. A type that is not here is upkeep, or no business of others."""
BY_PROPOSAL = ("proposal", "assessment", "consultation")
"""The kinds of stream whose keys begin with that of a proposal: `0144-refinement-1`."""
_TOUCHED = {"documents": "document", "systems": "system", "party_categories": "party"}


@dataclass(frozen=True)
class Raw:
    """An event as it stands in the log, or as it is planned: then `position` is 0."""

    position: int
    stream: str
    body: EventBody
    text: str
    day: date
    recorded_at: datetime
    known_from: datetime

    @property
    def news(self) -> News:
        return NEWS_OF[self.body.TYPE]


def sealed(after: int, upto: int, most: int) -> list[Raw]:
    """The events at the positions after one and up to another that are news, the oldest first. One query."""
    rows = Seal.objects.filter(position__gt=after, position__lte=upto, event__type__in=NEWS_OF)
    return _raws(rows.select_related("event").order_by("position")[:most])


def at_positions(positions: Collection[int]) -> list[Raw]:
    """The events at these positions, as far as they are news. One query."""
    rows = Seal.objects.filter(position__in=positions, event__type__in=NEWS_OF)
    return _raws(rows.select_related("event").order_by("position"))


def latest(most: int, proposals: Collection[str] = ()) -> list[Raw]:
    """The last events that are news, the newest first; with `proposals` (keys) those about one of them. Two queries at
    most."""
    rows = Seal.objects.filter(event__type__in=NEWS_OF)
    if proposals:
        decided = DecisionRecord.objects.filter(proposal__key__in=proposals).values_list("key", flat=True)
        streams = [*(f"proposal:{key}" for key in proposals), *(f"decision:{key}" for key in decided)]
        about = Q(event__stream__in=streams)
        for key in proposals:
            about |= Q(event__stream__startswith=f"assessment:{key}-")
            about |= Q(event__stream__startswith=f"consultation:{key}-")
            about |= Q(event__type=PaperIssued.TYPE, event__payload__contains=f'"subject":"proposal:{key}"')
        rows = rows.filter(about)
    return _raws(rows.select_related("event").order_by("-position")[:most])


def _raws(rows: Iterable[Seal]) -> list[Raw]:
    return [_raw(row.position, row.event) for row in rows]


def _raw(position: int, event: Event) -> Raw:
    body = read_body(event.type, event.version, event.body_json(), None)
    return Raw(position, event.stream, body, event.payload, event.effective, event.recorded_at, event.known_from)


# --- what they are about --------------------------------------------------------


def happenings(raws: Collection[Raw], *, both_sides: bool = True) -> list[Happening]:
    """The events with what they are about. Nine queries at most, however many there are.

    Args:
        both_sides: look at the proposals as they were before the first of these events, too: who follows a stage is
            told that a proposal leaves it.
    """
    told = [one for one in raws if _is_told(one)]
    proposals = _proposals_of(told)
    keys = {key for key in proposals.values() if key}
    keys |= {whole for key in keys if (whole := whole_of(key))}
    now = clock.now()
    lens = Lens(PUBLIC, clock.today(), now)
    after = {line.key: line for line in lines_of(lens, keys)} if keys else {}
    before: dict[str, ProposalLine] = {}
    if both_sides and keys:
        known = min((one.recorded_at for one in told), default=now) - timedelta(microseconds=1)
        before = {line.key: line for line in lines_of(Lens(PUBLIC, clock.today(), known), keys)}
    marks = _marks(told)
    made = []
    for one, text in zip(told, touched([one.body for one in told]), strict=True):
        key = proposals[id(one)]
        sides = [line for side in (before, after) if (line := side.get(key))]
        made.append(_happening(one, key, sides, after.get(key) or before.get(key), marks, text))
    return made


def _is_told(raw: Raw) -> bool:
    """A step that leads on is told by the status to which it leads."""
    return not (isinstance(raw.body, StepTaken) and (raw.body.led_to or raw.body.hold))


def _proposals_of(raws: Iterable[Raw]) -> dict[int, str]:
    """Identity of each event -> the key of the proposal that it is about, empty for none. One query, or none."""
    found: dict[int, str] = {}
    unnamed: dict[int, str] = {}
    for one in raws:
        kind, _, key = one.stream.partition(":")
        named = getattr(one.body, "proposal", "")
        if isinstance(one.body, PaperIssued):
            named = one.body.subject.removeprefix("proposal:") if one.body.subject.startswith("proposal:") else ""
        elif not named and kind in BY_PROPOSAL:
            named = key.partition("-")[0]
        elif not named and kind == "decision":
            unnamed[id(one)] = key
        found[id(one)] = named
    if unnamed:
        rows = DecisionRecord.objects.filter(key__in=set(unnamed.values())).values_list("key", "proposal__key")
        of = dict(rows)
        found |= {one: of.get(key, "") for one, key in unnamed.items()}
    return found


def _marks(raws: Iterable[Raw]) -> dict[str, Classification]:
    """SHA-256 of each attached document among these -> its mark of today. One query, or none."""
    hashes = {one.body.document for one in raws if isinstance(one.body, register.DocumentAttached)}
    if not hashes:
        return {}
    rows = Document.objects.filter(sha256__in=hashes)
    marked = rows.annotate(mark=Subquery(classification_today("pk").values("classification")[:1]))
    return {sha256: Classification(mark) for sha256, mark in marked.values_list("sha256", "mark") if mark}


def _happening(
    raw: Raw,
    key: str,
    sides: list[ProposalLine],
    line: ProposalLine | None,
    marks: Mapping[str, Classification],
    text: Touches,
) -> Happening:
    body = raw.body
    has: dict[str, set[str]] = {"clause": set(clauses_in(" ".join((raw.text, *text.labels))))}
    has["document"] = {_document_of(name) for name in text.documents}
    if key:
        has["proposal"] = {key, whole_of(key)} - {""}
    if isinstance(body, VersionPublished):
        has["proposal"] = {one for key in body.proposals for one in (key, whole_of(key)) if one}
    for side in sides:
        _add(has, side)
    _add_said(has, body)
    # A proposal names what it changes as a document, `Section J1`, and that is a clause too.
    has["clause"] |= clauses_in(" ".join(has.get("document", ())))
    has["touch"] = {f"{aspect}:{value}" for aspect in TOUCHING for value in has.get(aspect, ())}
    classification = None
    if isinstance(body, PaperIssued):
        classification = None if body.classification is Classification.WHITE else body.classification
    if isinstance(body, register.DocumentAttached):
        # A document that nobody has marked is open to nobody.
        mark = marks.get(body.document, Classification.RED)
        classification = None if mark is Classification.WHITE else mark
    return Happening(
        position=raw.position,
        stream=raw.stream,
        news=raw.news,
        day=raw.day,
        recorded_at=raw.recorded_at,
        known_from=raw.known_from,
        words=body.in_words(),
        about=f"{line.number} {line.title}".strip() if line else _about(body),
        path=_path(raw, line),
        has={aspect: frozenset(values - {""}) for aspect, values in has.items()},
        classification=classification,
    )


def _document_of(name: str) -> str:
    """A document of the code by the id that proposals name it by."""
    try:
        return vocabulary.document(name)
    except Refused:
        return name


def _add(has: dict[str, set[str]], line: ProposalLine) -> None:
    """What a proposal is at one time, as aspects."""
    for aspect, values in (
        ("stage", (line.stage,)),
        ("status", (line.status,)),
        ("path", (line.path,)),
        ("party", line.party_categories),
        ("document", line.documents),
        ("system", line.systems),
        ("flag", line.flags),
        ("release", (line.release,)),
    ):
        has.setdefault(aspect, set()).update(values)


def _add_said(has: dict[str, set[str]], body: EventBody) -> None:
    """What an event itself says: of one that is planned, no table has it yet."""
    said: dict[str, Collection[str]] = {}
    match body:
        case register.StatusSet():
            said = {"stage": (body.stage,), "status": (body.status,)}
        case register.PathSet():
            said = {"path": (body.path,)}
        case register.FlagSet() if body.is_set:
            said = {"flag": (body.flag,)}
        case register.TargetReleaseSet():
            said = {"release": (body.release,)}
        case register.AffectedSet() if body.kind in _TOUCHED:
            said = {_TOUCHED[body.kind]: body.listed}
        case ReleaseMoved():
            said = {"release": (body.name,)}
    for aspect, values in said.items():
        has.setdefault(aspect, set()).update(values)


def _about(body: EventBody) -> str:
    if isinstance(body, PaperIssued):
        return f"{body.reference} {body.title}"
    named = str(getattr(body, "named", "") or getattr(body, "name", "") or getattr(body, "number", "") or "The Code")
    return f"{named[:1].upper()}{named[1:]}"


_PAGES: Mapping[str, Callable[[str], str]] = {
    "decision": lambda key: reverse("decisions:decision", args=[key]),
    "derogation": lambda key: reverse("derogations:derogation", args=[key]),
    "release": lambda key: reverse("releases:release", args=[key]),
    "code": lambda key: reverse("legaltext:code"),
    "consultation": lambda key: reverse("consultations:consultation", args=[key]),
}


def _path(raw: Raw, line: ProposalLine | None) -> str:
    kind, _, key = raw.stream.partition(":")
    if isinstance(raw.body, PaperIssued):
        return reverse("papers:issued", args=[raw.body.reference])
    if isinstance(raw.body, VersionPublished) and raw.body.parent:
        query = urlencode({"old": raw.body.parent, "new": raw.body.number})
        return f"{reverse('legaltext:compare')}?{query}"
    if kind in _PAGES:
        return _PAGES[kind](key)
    return reverse("register:proposal", args=[line.number if line else key.partition("-")[0]])
