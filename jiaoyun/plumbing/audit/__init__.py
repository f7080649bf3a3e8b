"""Audit: what happened, recorded in the transaction that did it, chained so that tampering is seen.

docs/decisions/0004-audit-chain.md says what the chain proves and what it cannot.
"""

from jiaoyun.plumbing.audit.recording import Happening, record, record_many

__all__ = ["Happening", "record", "record_many"]
