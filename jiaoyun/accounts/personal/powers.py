"""What a school may do about what its people changed themselves."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

DOCUMENTS_REVERSE = declare(
    "accounts.documents_reverse", "核对本人更正的身份证件", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL)
)
