"""Who the numbers of a line lead to: the facts that classification decides by."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from jiaoyun.roster.models import EnrolmentState


class Kept(NamedTuple):
    """What the own school keeps about a pupil, to see whether a line says anything new."""

    number: str = ""
    ethnicity: str = ""
    boarding: str = ""
    entry_month: str = ""
    remark: str = ""
    contact_name: str = ""
    contact_relation: str = ""
    phone_digest: bytes | None = None


class Person(NamedTuple):
    """An account that a number on the line belongs to, with its current enrolment if it ever was on a roll."""

    account_id: UUID
    name: str
    name_key: str
    school_id: int | None = None
    state: EnrolmentState | None = None
    version: int | None = None
    school_class_id: UUID | None = None
    document_digest: bytes | None = None
    roll_digest: bytes | None = None
    kept: Kept = Kept()


@dataclass(frozen=True, slots=True)
class Meant:
    """The people that each number of a line leads to; None where a number is bound to nobody or not given."""

    by_document: Person | None = None
    by_roll: Person | None = None
    by_platform: Person | None = None
    by_birth: Person | None = None

    def people(self) -> tuple[Person, ...]:
        """The different people, the one of the document first."""
        first = self.by_document or self.by_roll or self.by_platform or self.by_birth
        if first is None:
            return ()
        found = [first]
        for person in (self.by_roll, self.by_platform, self.by_birth):
            # One person is one object here, so that the usual case needs no comparison of keys.
            if person is None or person is first:
                continue
            if all(person.account_id != other.account_id for other in found):
                found.append(person)
        return tuple(found)


NOBODY_MEANT = Meant()


class Said(NamedTuple):
    """What a line says, in the form that is compared: keys and digests, no numbers."""

    name_key: str
    school_class_id: UUID | None
    no_class: bool
    document_digest: bytes | None
    roll_digest: bytes | None
    birth_date: date | None
    kept: Kept
