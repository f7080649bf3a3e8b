"""The second factor: who needs one, what counts as one, and how it is shown (security.md, Decided 2).

An administrator's identity opens only after a factor was shown in this session: a code of an authenticator app, a
passkey, a recovery code, or a code by SMS where a setting allows it for the role. The session keeps when (`factor_at`);
the middleware leads everybody else to /second-factor. The person's other identities stay usable.
"""

from jiaoyun.accounts.second_factor.needs import has_factor, needs_factor

__all__ = ["has_factor", "needs_factor"]
