"""Show a pupil's numbers in full, once; the look is recorded (product.md "masked"; security.md, threat 25)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sealing import unseal
from jiaoyun.roster.access import access_student
from jiaoyun.roster.events import NUMBER_REVEALED
from jiaoyun.roster.models import Contact
from jiaoyun.roster.powers import STUDENTS_REVEAL
from jiaoyun.rules.masking import group_document

CONTACT_PHONE = "contact-phone"


@dataclass(frozen=True, slots=True)
class Revealed:
    """The numbers as (what it is, number grouped for reading); `kinds` is what the record keeps. `repr` shows none."""

    account_id: UUID
    kinds: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"Revealed({self.account_id}, {self.kinds})"


@command(power=STUDENTS_REVEAL, event=NUMBER_REVEALED)
def reveal_numbers(*, actor: Actor, place: Place, account_id: UUID, now: datetime) -> Revealed:
    """Every number bound to a pupil of this school, and the guardians' phones. Http404 for anybody else."""
    access_student(actor, place, account_id, STUDENTS_REVEAL)
    found = [(bound.kind.value, bound.kind.label, group_document(bound.number)) for bound in numbers_of([account_id])]
    contacts = Contact.objects.within(place).filter(account_id=account_id, phone_sealed__isnull=False)
    for contact in contacts.order_by("position"):
        whose = f"监护人{contact.name}的手机号" if contact.name else "监护人手机号"
        found.append((CONTACT_PHONE, whose, group_document(unseal(CONTACT_PHONE, contact.pk, contact.phone_sealed))))
    return Revealed(
        account_id, tuple(kind for kind, _, _ in found), tuple((label, number) for _, label, number in found)
    )
