"""Everything the room registers when the server starts."""

from jiaoyun.accounts import events, powers, refusals, sealed
from jiaoyun.accounts.consents import events as consent_events
from jiaoyun.accounts.consents import refusals as consent_refusals
from jiaoyun.accounts.doors import events as door_events
from jiaoyun.accounts.doors import refusals as door_refusals
from jiaoyun.accounts.outside import events as outside_events
from jiaoyun.accounts.outside import refusals as outside_refusals
from jiaoyun.accounts.people import events as people_events
from jiaoyun.accounts.people import powers as people_powers
from jiaoyun.accounts.people import refusals as people_refusals
from jiaoyun.accounts.personal import events as personal_events
from jiaoyun.accounts.personal import held_data
from jiaoyun.accounts.personal import navigation as personal_navigation
from jiaoyun.accounts.personal import powers as personal_powers
from jiaoyun.accounts.personal import refusals as personal_refusals
from jiaoyun.accounts.recovery import events as recovery_events
from jiaoyun.accounts.recovery import refusals as recovery_refusals
from jiaoyun.accounts.registration import refusals as registration_refusals
from jiaoyun.accounts.requests import events as request_events
from jiaoyun.accounts.requests import navigation as request_navigation
from jiaoyun.accounts.requests import powers as request_powers
from jiaoyun.accounts.requests import refusals as request_refusals
from jiaoyun.accounts.second_factor import events as factor_events
from jiaoyun.accounts.second_factor import powers as factor_powers
from jiaoyun.accounts.second_factor import refusals as factor_refusals

__all__ = [
    "consent_events",
    "consent_refusals",
    "door_events",
    "door_refusals",
    "events",
    "factor_events",
    "factor_powers",
    "factor_refusals",
    "held_data",
    "outside_events",
    "outside_refusals",
    "people_events",
    "people_powers",
    "people_refusals",
    "personal_events",
    "personal_navigation",
    "personal_powers",
    "personal_refusals",
    "powers",
    "recovery_events",
    "recovery_refusals",
    "refusals",
    "registration_refusals",
    "request_events",
    "request_navigation",
    "request_powers",
    "request_refusals",
    "sealed",
]
