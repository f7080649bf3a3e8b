"""One aggregate a file."""

from jiaoyun.roster.models.batch import OPEN_STATES, BatchState, ImportBatch
from jiaoyun.roster.models.claim import ClaimState, StudentClaim
from jiaoyun.roster.models.class_choice import ClassChoice
from jiaoyun.roster.models.class_wish import ClassWish, WishState
from jiaoyun.roster.models.enrolment import CurrentEnrolment, Enrolment, EnrolmentChange, EnrolmentState
from jiaoyun.roster.models.mapping_memory import MappingMemory
from jiaoyun.roster.models.record import Contact, StudentRecord
from jiaoyun.roster.models.request import RequestState, RosterRequest
from jiaoyun.roster.models.row import Decision, ImportRow, Outcome, RowClass
from jiaoyun.roster.models.stage import ImportStage

__all__ = [
    "OPEN_STATES",
    "BatchState",
    "ClaimState",
    "ClassChoice",
    "ClassWish",
    "Contact",
    "CurrentEnrolment",
    "Decision",
    "Enrolment",
    "EnrolmentChange",
    "EnrolmentState",
    "ImportBatch",
    "ImportRow",
    "ImportStage",
    "MappingMemory",
    "Outcome",
    "RequestState",
    "RosterRequest",
    "RowClass",
    "StudentClaim",
    "StudentRecord",
    "WishState",
]
