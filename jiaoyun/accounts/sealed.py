"""The room's sealed columns, for the rotation of the sealing key."""

from jiaoyun.accounts.binding import SEAL_KIND as IDENTIFIER_SEAL
from jiaoyun.accounts.codes.rows import SEAL_KIND as CODE_SEAL
from jiaoyun.accounts.first_secrets import SEAL_KIND as SECRET_SEAL
from jiaoyun.accounts.models import Authenticator, Code, FirstSecret, Identifier, WaitingChange
from jiaoyun.accounts.second_factor.totp import SEAL_KIND as AUTHENTICATOR_SEAL
from jiaoyun.accounts.waiting import SEAL_KIND as WAITING_SEAL
from jiaoyun.plumbing.resealing import register_sealed

register_sealed(Identifier, "sealed", IDENTIFIER_SEAL)
register_sealed(FirstSecret, "sealed", SECRET_SEAL)
register_sealed(WaitingChange, "new_sealed", WAITING_SEAL)
register_sealed(Code, "sealed", CODE_SEAL)
register_sealed(Authenticator, "sealed", AUTHENTICATOR_SEAL)
