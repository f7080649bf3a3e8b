"""Imports what registers itself: powers, refusals, events."""

from jiaoyun.organizations import events, powers, refusals

__all__ = ["events", "powers", "refusals"]
