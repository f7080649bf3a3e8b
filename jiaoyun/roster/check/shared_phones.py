"""手机号共用: a contact phone that stands on another line, or on another pupil of the school. Siblings share phones.

Kept in memory while a file is checked: a statement that joins a batch with itself is planned by statistics that a
batch of this minute does not have, and was seen to compare every line with every other.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import Contact

#: Stands for several pupils: whoever comes with the phone shares it.
SEVERAL = UUID(int=0)


def phones_at(place: Place, wanted: Collection[bytes] | None = None) -> dict[bytes, UUID]:
    """Phone digest → the pupil of the school whose contact has it; all phones, or those that are wanted.

    One statement, none where nothing is wanted.
    """
    found: dict[bytes, UUID] = {}
    contacts = Contact.objects.within(place).filter(phone_digest__isnull=False)
    if wanted is not None:
        contacts = contacts.filter(phone_digest__in=wanted)
    for digest, account_id in contacts.values_list("phone_digest", "account_id").iterator():
        key = bytes(digest)
        if found.setdefault(key, account_id) != account_id:
            found[key] = SEVERAL
    return found


class SharedPhones:
    """The phones seen so far; asked block after block. `at_school` is what `phones_at` gives."""

    def __init__(self, at_school: dict[bytes, UUID]) -> None:
        self._at_school = at_school
        self._lines: dict[bytes, int] = {}

    def know_pupils(self, at_school: Mapping[bytes, UUID]) -> None:
        """Take note of pupils of the school by their phones."""
        self._at_school.update(at_school)

    def know(self, line: int, phone: bytes) -> None:
        """Take note of a line that is not checked now."""
        self._lines.setdefault(phone, line)

    def shared(self, lines: Iterable[tuple[int, bytes, UUID | None]]) -> set[int]:
        """The lines that share their phone, the earlier ones among them. Given: line, phone, the pupil if known."""
        found: set[int] = set()
        for line, phone, pupil in lines:
            first = self._lines.setdefault(phone, line)
            if first != line:
                found.update((first, line))
            holder = self._at_school.get(phone)
            if holder is not None and holder != pupil:
                found.add(line)
        return found
