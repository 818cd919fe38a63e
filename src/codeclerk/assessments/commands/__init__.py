"""Acts on assessments: record or request one, its steps one by one, and taking a step back."""

from codeclerk.assessments.commands.corrections import WithdrawAssessmentStep
from codeclerk.assessments.commands.opening import (
    ApproveAssessmentCost,
    AssessmentNotRequired,
    RecordAssessment,
    RequestAssessment,
)
from codeclerk.assessments.commands.steps import (
    AcceptAssessment,
    AnswerAssessmentQuery,
    ExpectAssessment,
    QueryAssessment,
    ReturnAssessment,
    ReturnInterimAssessment,
)

__all__ = [
    "AcceptAssessment",
    "AnswerAssessmentQuery",
    "ApproveAssessmentCost",
    "AssessmentNotRequired",
    "ExpectAssessment",
    "QueryAssessment",
    "RecordAssessment",
    "RequestAssessment",
    "ReturnAssessment",
    "ReturnInterimAssessment",
    "WithdrawAssessmentStep",
]
