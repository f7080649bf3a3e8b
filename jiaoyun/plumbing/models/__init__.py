"""The house's own tables: one aggregate a file."""

from jiaoyun.plumbing.models.audit_event import AuditEvent
from jiaoyun.plumbing.models.audit_seal import AuditSeal
from jiaoyun.plumbing.models.gram_entry import GramEntry
from jiaoyun.plumbing.models.job_run import JobRun, JobState, Lane
from jiaoyun.plumbing.models.key_check import KeyCheck
from jiaoyun.plumbing.models.once_key import OnceKey
from jiaoyun.plumbing.models.outbox_message import MessageChannel, MessageState, OutboxMessage
from jiaoyun.plumbing.models.schedule import Schedule
from jiaoyun.plumbing.models.throttle_count import ThrottleCount

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "GramEntry",
    "JobRun",
    "JobState",
    "KeyCheck",
    "Lane",
    "MessageChannel",
    "MessageState",
    "OnceKey",
    "OutboxMessage",
    "Schedule",
    "ThrottleCount",
]
