"""Checks of counts: number words, lists that are as long as their count says, and tables that leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from codeclerk.checks.rules.agreement import agreement
from codeclerk.checks.rules.counting import check_count, counted_in
from codeclerk.checks.rules.evidence import Evidence
from codeclerk.checks.rules.values import Side, Thing, Verdict, side_of, sides_of
from codeclerk.decisions.rules.lists import Fault
from codeclerk.sources.rules.claims import Claim, Reading
from codeclerk.sources.rules.values import parse_iso

STAGE_COUNT = "stage.count."
OPEN_COUNT, OPEN = "report.proposals", "open"
TABLE = "progression.months"


def words_and_lists(evidence: Evidence) -> Iterator[Thing]:
    """Every count that is printed with its list, and every count in words: the number, the list and the noun agree."""
    for reading in evidence.of("list.count", "status.count"):
        if len(reading.claims) > 1:
            yield agreement(evidence, reading)
        for claim in reading.claims:
            yield from _in_words(evidence, reading, claim)


def _in_words(evidence: Evidence, reading: Reading, claim: Claim) -> Iterator[Thing]:
    """Whether the words with which a count is printed go with what the list has, or with the count itself."""
    noun = counted_in(claim.wording)
    if noun is None:
        return
    lists = [one for one in reading.claims if one is not claim and not one.wording]
    found = int(str((lists[0] if lists else claim).measure.value))
    wrong = check_count(claim.wording, found, noun)
    subject = reading.question.subject
    name = f"The words “{claim.wording}” at {claim.place}"
    verdict, words = (Verdict.FAIL, f"{wrong}.") if wrong else (Verdict.PASS, "")
    yield Thing(subject, name, verdict, words, sides_of([claim, *lists]), evidence.about(subject))


def lists_of_decisions(evidence: Evidence) -> Iterator[Thing]:
    """What the lists of a source say of the decisions of a meeting: the same as each other and as the record (G049)."""
    kept: set[str] = set()
    for one in evidence.findings:
        kept.add(one.meeting)
        about = tuple(evidence.keys[text] for text in (one.printed, *one.recorded) if text in evidence.keys)
        sides = (
            Side(one.printed, ", ".join(one.places)),
            *(Side(text, ", ".join(one.agreeing) or "the record") for text in one.recorded),
        )
        verdict = Verdict.AMBIGUOUS if one.fault is Fault.NOT_RECORDED else Verdict.FAIL
        yield Thing(f"meeting:{one.meeting}", f"{one.meeting}: {one.which}", verdict, one.words, sides, about)
    for reading in evidence.of("decision.proposal", "decision.outcome"):
        if reading.question.name not in kept:
            yield Thing(
                reading.question.subject,
                reading.question.words,
                Verdict.PASS,
                "",
                sides_of(reading.claims),
                tuple(evidence.keys[text] for c in reading.claims if (text := str(c.measure.value)) in evidence.keys),
            )


# --- stages -----------------------------------------------------------------------


def day_counted(reading: Reading) -> date | None:
    """The last day for which a count is printed."""
    when = reading.question.about
    return parse_iso(when).last if when else reading.claims[0].source.published


def latest_counts(readings: tuple[Reading, ...], on: date) -> tuple[tuple[date, Reading], ...]:
    """The counts of proposals for the latest day up to `on`: those by stage, and that of all that are open."""
    stages = _latest([one for one in readings if one.question.property.startswith(STAGE_COUNT)], on)
    open_ones = [one for one in readings if one.question.property == OPEN_COUNT and one.question.qualifier == OPEN]
    return (*stages, *_latest(open_ones, on))


def _latest(readings: list[Reading], on: date) -> list[tuple[date, Reading]]:
    dated = [(day, one) for one in readings if (day := day_counted(one)) is not None and day <= on]
    last = max((day for day, _ in dated), default=None)
    return [(day, one) for day, one in dated if day == last]


def stage_counts(evidence: Evidence) -> Iterator[Thing]:
    """The counts by stage of the latest report: as many as the register lists.

    A register that was read from papers has only the proposals that they name: fewer than counted leaves it open, more
    than counted cannot be.
    """
    for day, reading in latest_counts(evidence.readings, evidence.on):
        standing = evidence.standings.get(day)
        subject, name = reading.question.subject, reading.question.words
        if standing is None:
            yield Thing(subject, name, Verdict.NOT_ASSESSED, "The register of that day was not read.")
            continue
        stage = reading.question.property.removeprefix(STAGE_COUNT)
        keys = (
            standing.open(evidence.undecided) if reading.question.property == OPEN_COUNT else standing.in_stage(stage)
        )
        for claim in reading.claims:
            yield _counted(evidence, subject, name, claim, keys)


def _counted(evidence: Evidence, subject: str, name: str, claim: Claim, keys: tuple[str, ...]) -> Thing:
    printed, own = int(str(claim.measure.value)), len(keys)
    listed = ", ".join(sorted(evidence.number(key) for key in keys)) or "none"
    sides = (side_of(claim), Side(f"{own}: {listed}", "the register"))
    if printed == own:
        return Thing(subject, name, Verdict.PASS, "", sides, keys)
    verdict = Verdict.AMBIGUOUS if own < printed else Verdict.FAIL
    why = "it has only those that sources name" if own < printed else "it lists more than are counted"
    return Thing(subject, name, verdict, f"{printed} are counted; the register lists {own}: {why}.", sides, keys)


# --- the table of progress ---------------------------------------------------------


def latest_table(readings: tuple[Reading, ...], on: date) -> tuple[date, tuple[Claim, ...]] | None:
    """The latest table of progress that was published by a day, as the claims of its rows."""
    claims = [
        claim
        for reading in readings
        if reading.question.property == TABLE
        for claim in reading.claims
        if claim.source.published is not None and claim.source.published <= on
    ]
    day = max((claim.source.published for claim in claims if claim.source.published), default=None)
    return (day, tuple(one for one in claims if one.source.published == day)) if day else None


def table_of_progress(evidence: Evidence) -> Iterator[Thing]:
    """Every proposal that was open on the day of the latest table of progress: it has a row there (DCUSA:588)."""
    found = latest_table(evidence.readings, evidence.on)
    if found is None:
        return
    day, claims = found
    standing = evidence.standings.get(day)
    if standing is None:
        return
    rows: dict[str, Claim] = {}
    for claim in claims:
        for key in evidence.about(claim.question.subject):
            rows.setdefault(key, claim)
    table = claims[0].source
    for key in standing.open(evidence.undecided):
        number, row = evidence.number(key), rows.get(key)
        register = Side(f"open ({evidence.stages.get(standing.stages[key], standing.stages[key])})", "the register")
        name = f"{number} in the table of progress of {table.name}"
        if row is not None:
            yield Thing(f"proposal:{number}", name, Verdict.PASS, "", (side_of(row), register), (key,))
            continue
        words = f"{number} was open when {table.name} was published, and its table has no row for it."
        sides = (Side("no row", table.name, table.document), register)
        yield Thing(f"proposal:{number}", name, Verdict.FAIL, words, sides, (key,))
