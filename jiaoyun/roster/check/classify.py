"""The class of an import row: exactly one, the first that fits (design.md §4). Pure."""

from jiaoyun.roster.check.people import Kept, Meant, Person, Said
from jiaoyun.roster.models import Decision, EnrolmentState, RowClass
from jiaoyun.roster.sheet.columns import Field

# Without a word from the administrator only these are done; everything else waits for a decision.
DEFAULTS: dict[RowClass, Decision] = {RowClass.NEW: Decision.ADD, RowClass.UPDATE: Decision.UPDATE}

_MOVES = (Decision.MOVE, Decision.ENROL)

# What may be decided about a row of each class; the first is the one that "同样处理" proposes.
CHOICES: dict[RowClass, tuple[Decision, ...]] = {
    RowClass.FAULTY: (Decision.SKIP,),
    RowClass.REPEATED: (Decision.SKIP,),
    RowClass.TWO_PEOPLE: (Decision.REQUEST, Decision.SKIP),
    RowClass.OTHER_ROLE: (Decision.REQUEST, Decision.SKIP),
    RowClass.NAME_DIFFERS: (Decision.KEEP_NAME, Decision.SKIP),
    RowClass.OTHER_CLASS: (Decision.MOVE, Decision.SKIP),
    RowClass.UPDATE: (Decision.UPDATE, Decision.SKIP),
    RowClass.SAME: (),
    RowClass.BIN: (Decision.RESTORE, Decision.SKIP),
    RowClass.ELSEWHERE_NAME: (Decision.REQUEST, Decision.SKIP),
    RowClass.ELSEWHERE_ENROLLED: (Decision.REQUEST, Decision.SKIP),
    RowClass.ELSEWHERE_GONE: (*_MOVES, Decision.SKIP),
    RowClass.NEW: (Decision.ADD, Decision.SKIP),
}

# Decisions that 导入 carries out.
APPLIED = (
    Decision.ADD,
    Decision.UPDATE,
    Decision.MOVE,
    Decision.ENROL,
    Decision.RESTORE,
    Decision.KEEP_NAME,
)
# Decisions that put a pupil into the class of the file: a missing class must be settled first.
NEEDS_CLASS = (Decision.ADD, Decision.MOVE, Decision.RESTORE, Decision.KEEP_NAME)


def classify(said: Said, meant: Meant, *, school_id: int, faulty: bool, repeated: bool) -> RowClass:
    """The class of one row. `faulty`: a rule refused a cell; `repeated`: an earlier line holds one of its numbers."""
    if faulty:
        return RowClass.FAULTY
    if repeated:
        return RowClass.REPEATED
    people = meant.people()
    if not people:
        return RowClass.NEW
    if len(people) > 1 or _contradicts(said, people[0]):
        return RowClass.TWO_PEOPLE
    person = people[0]
    if person.state is None:
        return RowClass.OTHER_ROLE
    if person.school_id == school_id:
        return _here(said, person)
    return _elsewhere(said, person)


def _contradicts(said: Said, person: Person) -> bool:
    """The line gives a document number and the person found by another number has a different one."""
    return (
        said.document_digest is not None
        and person.document_digest is not None
        and said.document_digest != person.document_digest
    )


def _here(said: Said, person: Person) -> RowClass:
    if person.state is EnrolmentState.DELETED:
        return RowClass.BIN
    if person.state is not EnrolmentState.ENROLLED:
        return RowClass.ELSEWHERE_GONE
    if said.name_key != person.name_key:
        return RowClass.NAME_DIFFERS
    if said.no_class or (said.school_class_id is not None and said.school_class_id != person.school_class_id):
        return RowClass.OTHER_CLASS
    return RowClass.UPDATE if says_more(said, person) else RowClass.SAME


def _elsewhere(said: Said, person: Person) -> RowClass:
    if said.name_key != person.name_key:
        return RowClass.ELSEWHERE_NAME
    if person.state is EnrolmentState.ENROLLED:
        return RowClass.ELSEWHERE_ENROLLED
    return RowClass.ELSEWHERE_GONE


def says_more(said: Said, person: Person) -> bool:
    """Whether the line fills or changes something that the school keeps. A blank cell says nothing."""
    return (
        _differs(said.kept, person.kept)
        or (said.document_digest is not None and said.document_digest != person.document_digest)
        or (said.roll_digest is not None and said.roll_digest != person.roll_digest)
    )


# The items of `Kept` by the fields of a sheet.
_FIELD_OF = {**{name: name for name in Kept._fields}, "phone_digest": Field.CONTACT_PHONE.value}


def differing(said: Said, person: Person) -> tuple[str, ...]:
    """The fields in which the line says more than the school keeps: empty exactly where `says_more` is false."""
    both = zip(Kept._fields, said.kept, person.kept, strict=True)
    found = [_FIELD_OF[name] for name, new, old in both if new and new != old]
    if said.document_digest is not None and said.document_digest != person.document_digest:
        found.append(Field.DOCUMENT.value)
    if said.roll_digest is not None and said.roll_digest != person.roll_digest:
        found.append(Field.ROLL_NUMBER.value)
    return tuple(found)


def _differs(said: Kept, kept: Kept) -> bool:
    return (
        (said.number != "" and said.number != kept.number)
        or (said.ethnicity != "" and said.ethnicity != kept.ethnicity)
        or (said.boarding != "" and said.boarding != kept.boarding)
        or (said.entry_month != "" and said.entry_month != kept.entry_month)
        or (said.remark != "" and said.remark != kept.remark)
        or (said.contact_name != "" and said.contact_name != kept.contact_name)
        or (said.contact_relation != "" and said.contact_relation != kept.contact_relation)
        or (said.phone_digest is not None and said.phone_digest != kept.phone_digest)
    )
