"""Logging in: who came through a door begins to work (product.md L1, L2, L6)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.actors import Standing, standing_of
from jiaoyun.accounts.door import Proof
from jiaoyun.accounts.doors.roles import RoleChoice
from jiaoyun.accounts.doors.states import refuse_closed_schools, refuse_state
from jiaoyun.accounts.doors.tickets import PASSWORD
from jiaoyun.accounts.events import LOGGED_IN
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.plumbing.actor import Actor, Grant
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """What the session needs. `how` is one of door.How."""

    account_id: UUID
    identity_id: UUID | None
    epoch: int
    first_secret_id: UUID | None
    how: str


@command(power=None, event=LOGGED_IN)
def log_in(
    *,
    actor: Actor,
    proof: Proof,
    now: datetime,
    role: RoleChoice | None = None,
    identity_id: UUID | None = None,
) -> LoggedIn:
    """Note the log-in and choose the identity to begin with.

    That is `identity_id` where one was named; else the one used last, among those that `role` covers where a role was
    chosen. Refuses accounts.login.frozen (L5), .deleted (L3), .school_missing (L6), .role_mismatch (L2), and
    accounts.identity.ended; accounts.login.wrong where the account changed since the proof was made.
    """
    standing = standing_of(proof.account_id, now=now)
    if standing is None:
        raise Refused("accounts.login.wrong", kind=PASSWORD)
    if standing.state is not AccountState.ACTIVE:
        refuse_state(proof.account_id)
    if standing.epoch != proof.epoch:
        raise Refused("accounts.login.wrong", kind=PASSWORD)
    start = _identity_to_open(standing, role, identity_id, now)
    account = Account.objects.of_account(proof.account_id)
    noted = account.filter(state=AccountState.ACTIVE, session_epoch=proof.epoch).update(
        last_login_at=now, last_identity=start.identity_id if start else standing.last_identity
    )
    if not noted:
        raise Refused("accounts.login.wrong", kind=PASSWORD)
    key = start.identity_id if start else None
    return LoggedIn(proof.account_id, key, proof.epoch, proof.first_secret_id, proof.how.value)


def _identity_to_open(
    standing: Standing, role: RoleChoice | None, identity_id: UUID | None, now: datetime
) -> Grant | None:
    if identity_id is not None:
        named = standing.grant_of(identity_id)
        if named is None:
            raise Refused("accounts.identity.ended")
        return named
    if not standing.grants:
        # Somebody who waits for a review or has left gets in and sees why there is nothing to do yet.
        refuse_closed_schools(standing.account_id, now)
        return None
    start = standing.to_start_with()
    if role is None or (start is not None and role.covers(start.role)):
        return start
    fitting = [grant for grant in standing.grants if role.covers(grant.role)]
    if not fitting:
        raise Refused("accounts.login.role_mismatch", role=role.label)
    return fitting[-1]
