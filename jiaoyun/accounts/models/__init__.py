"""One aggregate a file."""

from jiaoyun.accounts.models.account import Account, AccountState
from jiaoyun.accounts.models.code import Channel, Code, Purpose
from jiaoyun.accounts.models.consent import Consent
from jiaoyun.accounts.models.first_secret import FirstSecret
from jiaoyun.accounts.models.identifier import Identifier, IdentifierKind
from jiaoyun.accounts.models.identity import Identity, IdentityState
from jiaoyun.accounts.models.identity_request import IdentityRequest, RequestState
from jiaoyun.accounts.models.login_session import LoginSession
from jiaoyun.accounts.models.person_change import DocumentChange, NameChange
from jiaoyun.accounts.models.platform_number import PlatformNumberCounter
from jiaoyun.accounts.models.second_factor import Authenticator, Passkey, RecoveryCode
from jiaoyun.accounts.models.waiting_change import WaitingChange, WaitingKind, WaitingState

__all__ = [
    "Account",
    "AccountState",
    "Authenticator",
    "Channel",
    "Code",
    "Consent",
    "DocumentChange",
    "FirstSecret",
    "Identifier",
    "IdentifierKind",
    "Identity",
    "IdentityRequest",
    "IdentityState",
    "LoginSession",
    "NameChange",
    "Passkey",
    "PlatformNumberCounter",
    "Purpose",
    "RecoveryCode",
    "RequestState",
    "WaitingChange",
    "WaitingKind",
    "WaitingState",
]
