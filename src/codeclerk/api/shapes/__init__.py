"""The shapes of answers, for the description of the API. What the folders' `answers` make is checked against these in
the tests; no answer is made through them."""

from codeclerk.api.shapes.common import Problem
from codeclerk.api.shapes.done import Assessments, Consultations, Decisions, OneAssessment, OneConsultation, OneDecision
from codeclerk.api.shapes.meetings import Meetings, OneMeeting
from codeclerk.api.shapes.proposals import OneProposal, Proposals
from codeclerk.api.shapes.record import Claims, Events, OneClaim, OneEvent, OnePaper, Papers
from codeclerk.api.shapes.releases import OneRelease, Releases
from codeclerk.api.shapes.steps import OneProposalSteps

__all__ = [
    "Assessments",
    "Claims",
    "Consultations",
    "Decisions",
    "Events",
    "Meetings",
    "OneAssessment",
    "OneClaim",
    "OneConsultation",
    "OneDecision",
    "OneEvent",
    "OneMeeting",
    "OnePaper",
    "OneProposal",
    "OneProposalSteps",
    "OneRelease",
    "Papers",
    "Problem",
    "Proposals",
    "Releases",
]
