"""Everything the room registers when the server starts."""

from jiaoyun.notices import account_changes, alarms, events, identity_requests, refusals, unbindings

__all__ = ["account_changes", "alarms", "events", "identity_requests", "refusals", "unbindings"]
