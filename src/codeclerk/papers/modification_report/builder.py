"""The Modification Report as a kind of paper: from a lens and a reference to the paper."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from codeclerk.assessments import queries as assessments
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.kernel.calendars import calendar_at
from codeclerk.kernel.errors import Reason
from codeclerk.kernel.lens import Classification, Lens
from codeclerk.kernel.packs import Assessments, Bodies, Classifications
from codeclerk.kernel.publishing import running_pack
from codeclerk.papers import registry
from codeclerk.papers.house import terms_of
from codeclerk.papers.model import Paper
from codeclerk.papers.modification_report.compose import compose
from codeclerk.papers.modification_report.front import Cover
from codeclerk.papers.modification_report.record import KIND, TITLE, Record
from codeclerk.papers.modification_report.standing import KINDS
from codeclerk.papers.modification_report.told import Option, told_of
from codeclerk.papers.windows import Covered
from codeclerk.parts.queries import documents_changed, documents_findings, parts_of
from codeclerk.people.queries import PersonLine, persons_named, published_contact
from codeclerk.process.queries import standing_in
from codeclerk.progression.queries import Running, last_decided, running_of
from codeclerk.register import queries as register
from codeclerk.register import vocabulary, wording
from codeclerk.releases import queries as releases
from codeclerk.releases import vocabulary as release_words
from codeclerk.releases.rules.contents import ReleaseKind
from codeclerk.releases.rules.options import branches_of

PROPOSAL = registry.Asked("proposal", "Proposal", "its number, such as MP092, or an alias", subject="proposal")
DESCRIBES = "Everything that the record has of one proposal: where it stands, its timetable, what was decided on it."

NO_PROPOSAL = Reason(
    "papers.no_proposal",
    rule="a Modification Report is about one proposal",
    problem="{object} names no proposal",
    remedy="Give the number of one, such as MP092: on a page as ?proposal=MP092, on the command line as "
    "--set proposal=MP092.",
)


def build(lens: Lens, params: registry.Params) -> Paper:
    """The report on a proposal, as the record stands at the lens. Refuses a reference that names none, with the
    nearest."""
    registry.check_values(TITLE, params, (PROPOSAL.name,))
    return compose(gather(lens, _reference(params)), _cover(params))


def _reference(params: registry.Params) -> str:
    """The proposal that is asked for; refuses none."""
    ref = params.values.get(PROPOSAL.name, "").strip()
    if not ref:
        raise NO_PROPOSAL.refuse(f"the report of {params.period}", field="values")
    return ref


def gather(lens: Lens, ref: str) -> Record:
    """Everything that the report needs. A constant number of queries."""
    view = register.proposal(lens, ref)
    line = view.line
    people = _people(lens, line)
    decided, put = decisions.on_proposal(lens, line.key)
    pack = running_pack()
    is_draft = _is_draft(line.number)
    parts = parts_of(lens, line.key)
    changed = documents_changed(lens, line.key)
    days = releases.release_days(lens)
    return Record(
        as_at=lens.valid_at,
        known_at=lens.known_at,
        view=view,
        is_draft=is_draft,
        parts=parts,
        told=told_of(parts, line),
        options=_options(lens, days) if line.is_pre_decision and not is_draft else (),
        shorter=_shorter(lens, line) if line.is_pre_decision and not is_draft else (),
        release_day=releases.days_of(days, {line.release}).get(line.release) if line.release else None,
        path_means=next((one.meaning for one in vocabulary.paths() if one.id == line.path), "") or "",
        contact=_contact(lens, people.get(line.lead_analyst)),
        proposer=people[line.proposer_person].label if line.proposer_person in people else "",
        affected={
            kind: tuple(wording.affected(kind, one) for one in getattr(line, kind))
            for kind, _ in KINDS
            if kind in line.affected_known or getattr(line, kind)
        },
        changed=changed,
        not_agreed=documents_findings(line, changed),
        flags=tuple(wording.flag(flag) for flag in line.flags),
        assessments=assessments.of_proposal(lens, line.key),
        consultations=consultations.of_proposal(lens, line.key),
        decided=decided,
        put=put,
        running=_running(lens, line, decided),
        bodies={one.id: one.name for one in pack.of(Bodies).bodies},
        types={one.id: one.name for one in pack.of(Assessments).types},
        calendar=calendar_at(lens),
    )


def _running(lens: Lens, line: register.ProposalLine, decided: tuple[decisions.Decision, ...]) -> tuple[Running, ...]:
    """The deadlines of the process that run. One query where there is one."""
    standing = standing_in(line)
    if standing is None:
        return ()
    return running_of(lens, line.key, replace(standing, decided=last_decided(decided)))


def _options(lens: Lens, known: tuple[releases.Release, ...]) -> tuple[Option, ...]:
    """The next two releases with the decision days that lead to each, from their cut-offs (PMP:644-652). No query."""
    days = [replace(one, day=one.day or one.pattern_day) for one in known if one.cut_off]
    by_key = {one.key: one for one in days}
    branches = branches_of(days, release_words.lead_time(), calendar_at(lens))
    coming = [one for one in branches if one.last is not None and one.last >= lens.valid_at][:2]
    first = (replace(one, first=None) if not n else one for n, one in enumerate(coming))
    return tuple(Option(by_key[one.release].day, by_key[one.release].full_name, one.words) for one in first)


def _shorter(lens: Lens, line: register.ProposalLine) -> tuple[str, ...]:
    """What opens a way that is shorter than a scheduled release to it, as sentences (PMP:5315-5325). No query."""
    ways = release_words.ways_open(line.flags, lens.valid_at)
    return tuple(one.why for one in ways if one.kind is ReleaseKind.AD_HOC)


def _people(lens: Lens, line: register.ProposalLine) -> dict[str, PersonLine]:
    """The Proposer and the lead analyst, by key. One query, or none."""
    keys = {key for key in (line.proposer_person, line.lead_analyst) if key}
    return persons_named(lens, keys) if keys else {}


def _contact(lens: Lens, analyst: PersonLine | None) -> register.ContactBlock | None:
    """The lead analyst with what they published, and nothing else: an issued paper is never erased."""
    if analyst is None:
        return None
    return replace(register.contact_block_from(analyst), contact=published_contact(lens, analyst.key))


def _is_draft(number: str) -> bool:
    """Whether it goes by a number that is still to be converted."""
    return any(one.converts_to and number.startswith(one.prefix) for one in vocabulary.all_series())


def _cover(params: registry.Params) -> Cover:
    classification = params.classification or Classification.WHITE
    pack = running_pack()
    return Cover(
        reference=params.reference,
        classification=classification,
        sharing=pack.of(Classifications).classify(classification.value).sharing,
        row_pages=(("proposal", reverse("register:proposal", args=["NUMBER"]).replace("NUMBER", "{}")),),
        terms=terms_of(pack),
        documents=reverse("sources:document", args=["0" * 64]).replace("0" * 64, "{}"),
    )


def covers(lens: Lens, params: registry.Params) -> tuple[Covered, ...]:
    """The window of the report: from the day on which the proposal was raised to that of the report. Two queries."""
    line = register.proposal(lens, _reference(params)).line
    why = "everything that the record has of the proposal since it was raised"
    if line.raised is None:
        return (Covered("The proposal", None, lens.valid_at, f"{why}; the day is not known"),)
    return (Covered("The proposal", line.raised.first, lens.valid_at, why),)


def _is_made() -> bool:
    return KIND in running_pack().head.papers


def register_kind() -> None:
    """Make it a kind of paper. Called when the application is ready."""
    registry.register(KIND, TITLE, build, describes=DESCRIBES, asks=(PROPOSAL,), covers=covers, is_made=_is_made)
