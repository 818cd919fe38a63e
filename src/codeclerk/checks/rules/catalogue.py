"""Every check: its rule, what it rests on, what to do about a finding. Higher folders may add theirs."""

from __future__ import annotations

from difflib import get_close_matches

from codeclerk.checks.rules import assessments, counts, days, legal_texts, names, order
from codeclerk.checks.rules.agreement import agree_on
from codeclerk.checks.rules.values import Check
from codeclerk.kernel.errors import Kind, Reason

UNKNOWN = Reason(
    "checks.unknown",
    rule="a check is named by its id",
    problem="there is no check {object}",
    remedy="{hint}The page of checks lists them all.",
    kind=Kind.NOT_FOUND,
)
RULE_ON_IT = "Find out which is right and rule on the question, with the reason; or withdraw a claim that was misread."
CORRECT = "Correct the record if it was misread; if the paper is wrong, tell its author and note it in the record."

_CHECKS: dict[str, Check] = {}


def register(check: Check) -> Check:
    """Make a check known. The same one twice is one; another under its id is a mistake in the house."""
    if _CHECKS.setdefault(check.id, check) != check:
        raise ValueError(f"Two checks are called {check.id!r}.")
    return check


def checks() -> tuple[Check, ...]:
    """Every check, in the order in which pages list them."""
    return tuple(_CHECKS.values())


def find(id: str) -> Check:
    """The check with this id, or a refusal (checks.unknown) with the nearest."""
    if id not in _CHECKS:
        near = get_close_matches(id, _CHECKS, n=1)
        raise UNKNOWN.refuse(id[:80], hint=f"Did you mean {near[0]}? " if near else "")
    return _CHECKS[id]


for _check in (
    # --- days
    Check(
        "consultation-closes-on-a-working-day",
        "Consultations close on a Working Day",
        "a consultation closes on a Working Day, so that its last day can be used",
        "PMP:6396; the usual length counts Working Days (PMP:1092)",
        "Move the closing day to a Working Day, with the reason.",
        days.closing_days,
    ),
    Check(
        "meeting-not-after-its-source",
        "No meeting is reported before it was held",
        "a paper that tells of a meeting that was held was published on its day or later",
        "DCUSA:575 beside DCUSA:333-335 and DCUSA:377",
        RULE_ON_IT,
        days.meeting_dates,
    ),
    Check(
        "days-are-working-days",
        "Meetings, decisions and deadlines fall on Working Days",
        "meetings, decisions and the deadlines of timetables fall on Working Days",
        "PMP:5585, PMP:6396",
        "Check the day against its source; move what is still to come to a Working Day.",
        days.days_off,
    ),
    Check(
        "meetings-follow-their-pattern",
        "Meetings follow the pattern of their body",
        "a body meets on the days of its pattern; another day is an exception that a source should explain",
        "CSR:384, PMP:5585",
        "Check the day against its source; if it is right, note why the meeting was on another day.",
        days.patterns,
    ),
    # --- names and versions
    Check(
        "titles-equal-the-register",
        "Titles and acronyms are those of the register",
        "a paper prints the title that the register has, or had, and one spelling of an acronym",
        "CSR:465, PMP:4095, PMP:5657",
        "Retitle the proposal if the paper has its new title; otherwise rule on the question.",
        names.titles_and_acronyms,
    ),
    Check(
        "proposers-agree",
        "Documents name the same Proposer",
        "every document names the same Proposer of a proposal, or its change is recorded",
        "PMP:199, PMP:1394",
        "Record the change of the Proposer with its day, or rule on the question.",
        agree_on("proposer"),
    ),
    Check(
        "versions-cited-exist",
        "Versions that are cited are the document’s",
        "who cites a version of a document cites the one that there is",
        "PMP:1145, PMP:3211-3213",
        "Ask which text was read: an answer on another version may not be one on this.",
        order.versions_cited,
    ),
    Check(
        "versions-in-order",
        "Versions are in the order of their days",
        "a later version of a document has no earlier day than the one before it",
        "PMP:5698-5710, PMP:1376-1380",
        CORRECT,
        order.versions_in_order,
    ),
    # --- dates that several places give
    Check(
        "assessment-dates-agree",
        "Documents agree when an assessment was asked for, accepted and returned",
        "every document gives the same day on which an assessment was requested, accepted or returned",
        "PMP:1086, PMP:1398, PMP:4065, PMP:4310",
        RULE_ON_IT,
        agree_on("assessment.requested", "assessment.accepted", "assessment.returned"),
    ),
    Check(
        "assessment-figures-follow",
        "Targets, due dates and durations of assessments follow from their rule",
        "the target follows from the type, the due date from acceptance and target, the length from the days",
        "CSR:293-364, CSR:576",
        CORRECT,
        assessments.figures,
    ),
    Check(
        "timetable-in-order",
        "Events of a timetable are in order",
        "a timetable prints its events by day, and none begins before what it rests on is over",
        "PMP:4071-4073; what rests on what stands in the pack",
        "Check the days against the source; change the timetable with the reason.",
        order.timetables,
    ),
    Check(
        "one-cut-off-a-release",
        "A release has one cut-off",
        "every document gives the same cut-off of a release",
        "PMP:652, PMP:3873",
        RULE_ON_IT,
        agree_on("release.cut_off"),
    ),
    # --- counts and lists
    Check(
        "counts-equal-their-lists",
        "Counts and number words match their lists",
        "a count, in digits or in words, is the length of the list beside it, and its noun agrees",
        "PMP:5191-5201, CSR:83, CSR:95, CSR:384",
        CORRECT,
        counts.words_and_lists,
    ),
    Check(
        "decision-lists-agree",
        "The lists of decisions agree",
        "the summary, the list of votes and its links name the proposals on which a decision is recorded",
        "CSR:105-113, CSR:384-402, CSR:428",
        "Correct the decision if it was misread; otherwise tell the author of the paper.",
        counts.lists_of_decisions,
    ),
    Check(
        "open-proposals-in-the-table-of-progress",
        "Every open proposal is in the table of progress",
        "the table of progress has a row for every proposal that is open on the day of its paper",
        "DCUSA:588, DCUSA:425-427",
        "Add the row to the next paper, or close the proposal in the register.",
        counts.table_of_progress,
    ),
    Check(
        "stage-counts-equal-the-register",
        "Stage counts equal the listed proposals",
        "the count of a stage is the number of proposals that the register lists in it",
        "CSR:119, CSR:439, DCUSA:441",
        "Register the proposals that are missing, or correct the stage of one that is there.",
        counts.stage_counts,
    ),
    Check(
        "answers-equal-their-tally",
        "Claims about a consultation equal its answers",
        "what a report says of the answers to a consultation is what the answers say",
        "PMP:531, PMP:628",
        CORRECT,
        agree_on("consultation.answers"),
    ),
    Check(
        "requirements-agree",
        "Documents have the same number of requirements",
        "the business requirements and the assessment of them have as many requirements",
        "PMP:4139-4147, PMP:4359-4366",
        RULE_ON_IT,
        agree_on("requirement.count"),
    ),
    Check(
        "impacts-agree",
        "Tables, texts and summaries name the same impacts",
        "the table of impacts, the text beside it and the summary name the same parties and documents",
        "PMP:3673-3677, PMP:3775-3787",
        RULE_ON_IT,
        agree_on("impact", "release.document_affected"),
    ),
    Check(
        "one-value-one-meaning",
        "A value has one meaning",
        "a value of an interface means the same in every document",
        "PMP:4274, PMP:4411-4417",
        RULE_ON_IT,
        agree_on("field.value"),
    ),
    # --- legal text
    Check(
        "legal-text-does-its-solution",
        "Legal text changes what its solution names",
        "every clause that a Proposed Solution names is there, and the legal text changes it",
        "CSR:163-165",
        "Draft what is missing before approval, or say in the solution that the clause stays.",
        legal_texts.solutions,
    ),
):
    register(_check)
