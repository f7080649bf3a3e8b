"""Who acts: the demo's log-ins, pupils of the tour's class, and visitors with a phone that they have proved."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.codes.rows import Asked, mark_proved, write_code
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Channel, Identifier, IdentifierKind, Purpose
from jiaoyun.accounts.proving import Proved
from jiaoyun.accounts.slips import logins_of
from jiaoyun.demo.logins import PARTS
from jiaoyun.demo.numbers import invent_phone
from jiaoyun.plumbing.actor import Actor
from jiaoyun.roster.models import CurrentEnrolment, EnrolmentState

#: Phones of people who come from outside: between those of the staff and those of the sample spreadsheets.
VISITOR_PHONES = 850_000
_WISHER_AT = 5
_WHY = "the demo acts as its own people"


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil of the tour's school: account, name, what to type as account, class."""

    account_id: UUID
    name: str
    number: str
    class_id: UUID


def acting(login: str) -> Actor:
    """One of the demo's log-ins at work in the role that it stands for. LookupError for another name."""
    role = next(part.role for part in PARTS if part.login == login)
    digest = digest_of(IdentifierKind.ACCOUNT_NAME, login)
    bound = Identifier.objects.everywhere(_WHY).get(digest=digest, released_at__isnull=True)
    standing = standing_of(bound.account_id)
    if standing is None:
        raise LookupError(login)
    return standing.actor(next(grant.identity_id for grant in standing.grants if grant.role is role))


def proved_phone(serial: int, purpose: Purpose, now: datetime) -> Proved:
    """A phone of somebody outside, proved a moment ago for this purpose, as the code's page would leave it."""
    phone = invent_phone(VISITOR_PHONES + serial)
    digest = digest_of(IdentifierKind.PHONE, phone)
    code_id = write_code(Asked(token_bytes(32), purpose, Channel.PHONE, None), phone, digest, "", now=now)
    mark_proved(code_id, now=now)
    return Proved(code_id, Channel.PHONE, phone, digest, now)


def children_of(class_id: UUID, count: int) -> list[Child]:
    """The last pupils of a class by name, whom no log-in of the demo stands for: these have no password yet."""
    stays = CurrentEnrolment.objects.everywhere(_WHY).filter(
        enrolment__school_class_id=class_id, state=EnrolmentState.ENROLLED, account__password=""
    )
    rows = stays.order_by("-account__sort_key").values_list("account_id", "account__name")[:count]
    return [Child(account_id, name, _number(account_id), class_id) for account_id, name in rows]


def pupil_elsewhere(school_id: int, class_id: UUID) -> Actor:
    """A pupil of the same school and another class, as that pupil acts."""
    stays = CurrentEnrolment.objects.everywhere(_WHY).filter(
        school_id=school_id, state=EnrolmentState.ENROLLED, enrolment__school_class_id__isnull=False
    )
    others = stays.exclude(enrolment__school_class_id=class_id).order_by("account__sort_key")
    standing = standing_of(others[_WISHER_AT].account_id)
    if standing is None:
        raise LookupError("a pupil of the demo has an account")
    return standing.actor(standing.grants[0].identity_id)


def _number(account_id: UUID) -> str:
    return logins_of([account_id])[account_id][1]
