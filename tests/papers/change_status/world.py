"""A made-up record of a month in which something of everything happens, for tests of the sections.

`report(...)` is the paper of it; what a test needs otherwise it gives by name.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from codeclerk.assessments.rules import Assessment, Dated, deadline_of
from codeclerk.consultations.rules import Consultation
from codeclerk.consultations.rules import Standing as Out
from codeclerk.decisions.rules.values import Decision, Presented, decision_key, presented_key
from codeclerk.decisions.vocabulary import outcomes
from codeclerk.kernel.calendar import Calendar, Month
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.packs import Assessments, Bodies
from codeclerk.kernel.publishing import running_pack
from codeclerk.meetings.rules import AgendaItem, Meeting, State
from codeclerk.papers.change_status.compose import compose
from codeclerk.papers.change_status.front import Cover, PanelMeeting
from codeclerk.papers.change_status.outcomes import Wording, Words
from codeclerk.papers.change_status.periods import Periods
from codeclerk.papers.change_status.record import Named, Record, Stage
from codeclerk.papers.model import Paper
from codeclerk.register.queries import ProposalLine
from codeclerk.register.rules.times import When, day_of
from codeclerk.releases.rules.contents import Entry, Release, ReleaseKind
from codeclerk.releases.rules.contents import Standing as In
from codeclerk.sources.rules.claims import Claim, Question, Reading, Source, Stated, claim_key, read
from codeclerk.sources.rules.values import Measure, ValueType

AS_AT = date(2024, 5, 3)
PERIODS = Periods(Month(2024, 5), AS_AT)
BODIES = {one.id: one for one in running_pack().of(Bodies).bodies}
WORDING = Wording({one.id: Words(one.did, one.done) for one in outcomes()}, {"self_governance": "Self-Governance"})
VOTED = day_of(date(2024, 4, 24))
STAGES = (
    Stage("define", "Define", True),
    Stage("refine", "Refine", True),
    Stage("opine", "Opine", True),
    Stage("release", "Release", False),
    Stage("closed", "Closed", False),
)
TITLES = {"DP301": "First thing", "DP302": "Second thing", "MP310": "Third thing", "MP311": "Fourth thing"}


def decided(body: str, number: str, outcome: str, when: When = VOTED, **more: Any) -> Decision:
    """A decision, as the queries of decisions give one."""
    return Decision(
        key=decision_key(body, when, number, outcome),
        body=body,
        body_name=more.pop("body_name", "") or BODIES[body].name if body in BODIES else "Authority",
        proposal=number,
        number=number,
        title=TITLES.get(number, "Another thing"),
        outcome=outcome,
        outcome_name=more.pop("outcome_name", "Something new"),
        when=when,
        **more,
    )


def asked(number: str, *asks: str) -> Presented:
    """What is put to the Panel."""
    meeting = date(2024, 5, 10)
    title = TITLES.get(number, "Another thing")
    return Presented(presented_key("panel", meeting, number), "panel", meeting, number, number, title, asks)


def met(day: date, state: State = State.HELD, *agenda: str, **more: Any) -> Meeting:
    """A meeting of the Working Group."""
    items = tuple(AgendaItem(number, number, TITLES.get(number, "Another thing")) for number in agenda)
    given = {"body": "working_group", "body_name": "Working Group", "abbreviation": "WG", "number": None, **more}
    return Meeting(key=f"working_group-{day}", day=day, state=state, agenda=items, **given)


def line(number: str, stage: str, **more: Any) -> Named:
    """A proposal as counts and tables know it."""
    given = {"title": TITLES.get(number, "Another thing"), "is_pre_decision": stage in ("define", "refine", "opine")}
    return Named(number, number, stage, **{**given, **more})


def new(number: str, **more: Any) -> ProposalLine:
    """A Draft Proposal as the register lists it."""
    texts = "short_title status part status_name path path_name proposer_person proposer_organisation"
    names = (
        f"{texts} proposer_organisation_name on_behalf_of on_behalf_of_name lead_analyst release hold_reason summary"
    )
    given: dict[str, Any] = dict.fromkeys(names.split(), "")
    given |= dict.fromkeys(["documents", "systems", "party_categories", "flags"], ())
    given |= dict.fromkeys(["raised", "age", "held_until", "next_event"])
    given |= {"key": number, "number": number, "title": TITLES.get(number, "Another thing"), "profile": "2018"}
    given |= {"stage": "define", "stage_name": "Define", "is_held": False, "first_day": date(2024, 4, 1)}
    return ProposalLine(**{**given, **more})


def assessment(
    number: str, kind: str, accepted: date | None = None, returned: date | None = None, *, n: int = 1, **more: Any
) -> Assessment:
    """An assessment with the target and the due date of its type."""
    found = next(one for one in running_pack().of(Assessments).types if one.id == kind)
    given = {"title": TITLES.get(number, ""), "target": {"PA": 15, "IA": 40}[kind], **more}
    inferred = given.pop("inferred", False)
    return Assessment(
        f"{number}-{kind}-{n}",
        number,
        kind,
        number,
        accepted=Dated(accepted, inferred) if accepted else None,
        deadline=deadline_of(found, accepted, Calendar()) if accepted else None,
        returned=returned,
        **given,
    )


def consultation(number: str, kind: str, standing: Out, closes: date | None = None, issue: When | None = None):
    """A consultation."""
    return Consultation(
        key=f"{number}-{kind}-1",
        kind=kind,
        kind_name=kind,
        proposal=number,
        number=number,
        title=TITLES.get(number, "Another thing"),
        issued=None,
        closes=closes,
        expected_issue=issue,
        standing=standing,
        length=None,
    )


def release(key: str, name: str, day: date | None, *entries: tuple[str, In, str]) -> Release:
    """A release with (number, standing, condition) of each proposal in it."""
    return Release(
        key,
        name,
        f"{name} SEC Release",
        day,
        ReleaseKind.SCHEDULED,
        tuple(
            Entry(number, number, TITLES.get(number, "Another thing"), standing, condition)
            for number, standing, condition in entries
        ),
    )


SOURCE = Source("0" * 64, "SECP_128_1005_07", "A report", AS_AT, Classification.WHITE)


def readings(
    *claims: tuple[str, str, Any, ValueType, dict[str, str]], source: Source = SOURCE
) -> dict[Question, Reading]:
    """What claims say; each is (subject, property, value, type) with place, qualifier, about, unit and so on."""
    found: dict[Question, list[Claim]] = {}
    for position, (subject, property, value, kind, more) in enumerate(claims, start=1):
        question = Question(subject, property, more.get("about", ""), more.get("qualifier", ""))
        unit, place = more.get("unit", ""), more.get("place", f"NEW:{position}")
        key = claim_key(source.document, place, question, value, unit, Stated.PRINTED)
        claim = Claim(key, question, Measure(kind, value, unit), source, place, wording=more.get("wording", ""))
        found.setdefault(question, []).append(claim)
    return {question: read(question, claims) for question, claims in found.items()}


def record(**more: Any) -> Record:
    """An empty record of the month, but for what is given."""
    proposals = tuple(more.get("proposals", ()))
    counts = {stage.id: sum(1 for one in proposals if one.stage == stage.id) for stage in STAGES}
    made = Record(
        periods=PERIODS,
        known_at=datetime(2024, 5, 3, 16, tzinfo=UTC),
        stages=STAGES,
        counts=counts,
        groups=(BODIES["working_group"],),
        bodies=BODIES,
        wording=WORDING,
        objectives={"a": "Systems work together.", "c": "Consumers are informed."},
        types={
            "PA": ("Preliminary Assessment", "Preliminary Assessments"),
            "IA": ("Impact Assessment", "Impact Assessments"),
        },
    )
    return replace(made, **more)


COVER = Cover(
    title="Change Status Report – May 2024",
    reference="SECP_128_1005_07",
    classification=Classification.WHITE,
    sharing="Anyone may have it.",
    meeting=PanelMeeting(128, date(2024, 5, 10), "SECP_128_1005"),
    row_pages=(("proposal", "/proposals/{}/"),),
    terms={"PA": "Preliminary Assessment", "IA": "Impact Assessment"},
    marking="DCC Public",
)


def report(cover: Cover = COVER, **more: Any) -> Paper:
    """The paper of such a record."""
    return compose(record(**more), cover)
