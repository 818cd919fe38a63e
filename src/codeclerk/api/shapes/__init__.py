"""The shapes of answers, for the description of the API. What the folders' `answers` make is checked against these in
the tests; no answer is made through them."""

from codeclerk.api.shapes.bodies import Authority, Committees, CommitteesInterest, EngagementDays, OneEngagementDay
from codeclerk.api.shapes.code import (
    CodeConflicts,
    CodeDocuments,
    CodeVersions,
    OneClause,
    OneCodeDocument,
    OneComparison,
)
from codeclerk.api.shapes.common import Problem
from codeclerk.api.shapes.done import Assessments, Consultations, Decisions, OneAssessment, OneConsultation, OneDecision
from codeclerk.api.shapes.meetings import Meetings, OneMeeting
from codeclerk.api.shapes.proposals import OneProposal, OneTimetable, Proposals
from codeclerk.api.shapes.record import Claims, Events, OneClaim, OneEvent, OnePaper, Papers
from codeclerk.api.shapes.releases import OneImplementation, OneRelease, Releases
from codeclerk.api.shapes.steps import OneProposalSteps
from codeclerk.api.shapes.votes import OneVote, Votes

__all__ = [
    "Assessments",
    "Authority",
    "Claims",
    "CodeConflicts",
    "CodeDocuments",
    "CodeVersions",
    "Committees",
    "CommitteesInterest",
    "Consultations",
    "Decisions",
    "EngagementDays",
    "Events",
    "Meetings",
    "OneAssessment",
    "OneClaim",
    "OneClause",
    "OneCodeDocument",
    "OneComparison",
    "OneConsultation",
    "OneDecision",
    "OneEngagementDay",
    "OneEvent",
    "OneImplementation",
    "OneMeeting",
    "OnePaper",
    "OneProposal",
    "OneProposalSteps",
    "OneRelease",
    "OneTimetable",
    "OneVote",
    "Papers",
    "Problem",
    "Proposals",
    "Releases",
    "Votes",
]
