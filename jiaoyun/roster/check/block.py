"""Checks a block of lines of a batch: read, find, classify, stage. For whole files and corrected lines alike."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Q

from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.check.classify import classify, differing
from jiaoyun.roster.check.facts import meant_or_nobody, people_meant
from jiaoyun.roster.check.people import Kept, Meant, Said
from jiaoyun.roster.check.reading import Layout, Reading, line_reader
from jiaoyun.roster.check.seen import SeenLines
from jiaoyun.roster.check.shared_phones import SharedPhones, phones_at
from jiaoyun.roster.check.staging import (
    ROW_COLUMNS,
    SHORT_STAGE_COLUMNS,
    STAGE_COLUMNS,
    Classified,
    NumberDigester,
    Numbers,
    Stager,
    writes_pupil,
)
from jiaoyun.roster.models import ImportBatch, ImportRow, ImportStage, RowClass
from jiaoyun.rules.names import name_key

ClassKey = tuple[str, int, int]
# Rows of these classes change what the school keeps of its own pupil: the page lists the items.
_CHANGES_OWN = frozenset({RowClass.UPDATE, RowClass.OTHER_CLASS, RowClass.NAME_DIFFERS, RowClass.BIN})
Numbered = list[tuple[Reading, Numbers]]


class BlockChecker:
    """Checks blocks of one batch one after the other."""

    def __init__(
        self, place: Place, batch: ImportBatch, layout: Layout, classes: dict[ClassKey, UUID], phones: SharedPhones
    ) -> None:
        self.place, self.school_id, self.batch_id, self.classes = place, batch.school_id, batch.pk, classes
        self.seen, self.phones = SeenLines(), phones
        self._read = line_reader(layout)
        self._digester = NumberDigester()
        self._stager = Stager(batch.school_id, batch.pk)

    def check(self, block: Iterable[tuple[int, Sequence[str]]], *, edited: bool = False) -> list[Classified]:
        """The lines of a block with their classes; nothing is written."""
        return self._classify(*self._read_and_find(block), edited)

    def check_again(self, block: Sequence[tuple[int, Sequence[str]]], *, edited: bool = False) -> list[Classified]:
        """The same for lines that were checked before: the other lines of the batch count as seen."""
        numbered, people = self._read_and_find(block)
        self.phones.know_pupils(phones_at(self.place, {numbers.phone for _, numbers in numbered if numbers.phone}))
        self._know_other_lines(numbered, people)
        return self._classify(numbered, people, edited)

    def _read_and_find(self, block: Iterable[tuple[int, Sequence[str]]]) -> tuple[Numbered, dict[int, Meant]]:
        read = [self._read(line, cells) for line, cells in block]
        numbered = [(reading, self._digester.of(reading)) for reading in read]
        return numbered, people_meant(self.school_id, numbered)

    def _classify(self, numbered: Numbered, people: dict[int, Meant], edited: bool) -> list[Classified]:
        return [
            self._classified(reading, numbers, meant_or_nobody(people, reading.line), edited)
            for reading, numbers in numbered
        ]

    def _know_other_lines(self, numbered: Numbered, people: dict[int, Meant]) -> None:
        """Take note of the lines outside the block about one of its pupils: by number, person, or name and birth."""
        lines = [reading.line for reading, _ in numbered]
        documents = {numbers.document_key for _, numbers in numbered} - {None}
        rolls = {numbers.roll_key for _, numbers in numbered} - {None}
        phones = {numbers.phone for _, numbers in numbered} - {None}
        bare = [reading for reading, numbers in numbered if numbers.are_none and reading.birth_date]
        born = Q(
            name_key__in={name_key(reading.name) for reading in bare},
            birth_date__in={reading.birth_date for reading in bare},
            document_digest=None,
            roll_digest=None,
        )
        others = (
            ImportStage.objects.within(self.place)
            .filter(batch_id=self.batch_id)
            .filter(Q(document_digest__in=documents) | Q(roll_digest__in=rolls) | Q(phone_digest__in=phones) | born)
            .exclude(line__in=lines)
        )
        columns = ("line", "document_digest", "roll_digest", "phone_digest", "name_key", "birth_date")
        for line, document, roll, phone, key, birth_date in others.order_by("line").values_list(*columns):
            for digest in (document, roll):
                if digest is not None:
                    self.seen.numbers.setdefault(bytes(digest), line)
            if phone is not None:
                self.phones.know(line, bytes(phone))
            if document is roll is None and birth_date is not None:
                self.seen.know_birth(line, key, birth_date)
        found = {person.account_id for meant in people.values() for person in meant.people()}
        rows = ImportRow.objects.within(self.place).filter(batch_id=self.batch_id, account_id__in=found)
        for line, account_id in rows.exclude(line__in=lines).order_by("line").values_list("line", "account_id"):
            self.seen.know_person(line, account_id)

    def write(self, found: Sequence[Classified]) -> None:
        """Stage a checked block: three bulk statements, and one where a phone of an earlier line came again."""
        shared = self.phones.shared(_phones_of(found))
        rows = (self._stager.import_row(row, phone_shared=row.reading.line in shared) for row in found)
        insert_rows(ImportRow, ROW_COLUMNS, rows)
        whole = (self._stager.import_stage(row) for row in found if writes_pupil(row))
        insert_rows(ImportStage, STAGE_COLUMNS, whole)
        short = (self._stager.short_stage(row) for row in found if not writes_pupil(row))
        insert_rows(ImportStage, SHORT_STAGE_COLUMNS, short)
        earlier = shared.difference(row.reading.line for row in found)
        if earlier:
            others = ImportRow.objects.within(self.place).filter(batch_id=self.batch_id, line__in=earlier)
            others.update(phone_shared=True)

    def _classified(self, reading: Reading, numbers: Numbers, meant: Meant, edited: bool) -> Classified:
        people, ref = meant.people(), reading.class_ref
        school_class = self.classes.get((ref.stage.value, ref.entry_year, ref.number)) if ref else None
        no_class = ref is not None and school_class is None
        said = Said(
            name_key(reading.name) if people else "",
            school_class,
            no_class,
            numbers.document,
            numbers.roll,
            reading.birth_date,
            Kept(
                reading.number,
                reading.ethnicity,
                reading.boarding,
                reading.entry_month,
                reading.remark,
                reading.contact_name,
                reading.contact_relation,
                numbers.phone,
            ),
        )
        earlier = self.seen.earlier(reading, numbers, people)
        row_class = classify(
            said, meant, school_id=self.school_id, faulty=bool(reading.faults), repeated=earlier is not None
        )
        differs = differing(said, people[0]) if row_class in _CHANGES_OWN else ()
        return Classified(reading, numbers, meant, row_class, school_class, no_class, earlier, edited, differs)


def _phones_of(found: Sequence[Classified]) -> Iterator[tuple[int, bytes, UUID | None]]:
    """Line, phone and pupil of the rows that give a phone; a repeated row is its earlier line's own pupil."""
    for row in found:
        phone = row.numbers.phone
        if phone is not None and row.row_class is not RowClass.REPEATED:
            people = row.meant.people()
            yield row.reading.line, phone, people[0].account_id if people else None
