"""The roll as it stands, without ids and times: equal before an import and after its undoing."""

from collections import defaultdict
from typing import Any

from jiaoyun.accounts.models import Account, Identifier, Identity
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, StudentRecord

WHY = "a test looks at everything"


def roll_as_it_stands() -> list[tuple[Any, ...]]:
    """One tuple a person who is not withdrawn: name, state, numbers, roles, enrolment, what the school keeps."""
    numbers, roles = _numbers(), _roles()
    current = {row[0]: row[1:] for row in CurrentEnrolment.objects.everywhere(WHY).values_list(*_CURRENT)}
    opened = _opened()
    records, contacts = _rows(StudentRecord, _RECORD), _rows(Contact, _CONTACT)
    people = Account.objects.everywhere(WHY).exclude(state="withdrawn")
    found = [
        (*person[1:], numbers[key], roles[key], current.get(key), opened[key], records[key], contacts[key])
        for person in people.values_list("id", "name", "birth_date", "sex", "state")
        for key in person[:1]
    ]
    return sorted(found, key=repr)


def withdrawn_leftovers() -> int:
    """Numbers, roles, open enrolments, contacts and records that people who are withdrawn still hold; 0 is right."""
    gone = Account.objects.everywhere(WHY).filter(state="withdrawn").values("pk")
    return (
        Identifier.objects.everywhere(WHY).filter(account__in=gone, released_at__isnull=True).count()
        + Identity.objects.everywhere(WHY).filter(account__in=gone).exclude(state="ended").count()
        + Enrolment.objects.everywhere(WHY).filter(account__in=gone, closed_at__isnull=True).count()
        + Contact.objects.everywhere(WHY).filter(account__in=gone).count()
        + StudentRecord.objects.everywhere(WHY).filter(account__in=gone).count()
    )


_CURRENT = ("account_id", "school_id", "state", "enrolment__school_class_id", "enrolment__number", "enrolment__state")
_RECORD = ("account_id", "school_id", "ethnicity", "boarding", "entry_month", "remark")
_CONTACT = ("account_id", "school_id", "position", "name", "relation", "phone_digest", "phone_hint")


def _numbers() -> dict[Any, tuple[Any, ...]]:
    found = defaultdict(list)
    bound = Identifier.objects.everywhere(WHY).filter(released_at__isnull=True).exclude(kind="platform")
    for account, kind, digest in bound.values_list("account_id", "kind", "digest"):
        found[account].append((kind, bytes(digest)))
    return defaultdict(tuple, {key: tuple(sorted(value)) for key, value in found.items()})


def _roles() -> dict[Any, tuple[Any, ...]]:
    found = defaultdict(list)
    held = Identity.objects.everywhere(WHY).exclude(state="ended")
    for account, role, place in held.values_list("account_id", "role", "organization_id"):
        found[account].append((role, place))
    return defaultdict(tuple, {key: tuple(sorted(value)) for key, value in found.items()})


def _opened() -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    for account in (
        Enrolment.objects.everywhere(WHY).filter(closed_at__isnull=True).values_list("account_id", flat=True)
    ):
        found[account] += 1
    return found


def _rows(model: Any, columns: tuple[str, ...]) -> dict[Any, tuple[Any, ...]]:
    found = defaultdict(list)
    for account, *values in model.objects.everywhere(WHY).values_list(*columns):
        found[account].append(tuple(bytes(v) if isinstance(v, memoryview) else v for v in values))
    return defaultdict(tuple, {key: tuple(sorted(value, key=repr)) for key, value in found.items()})
