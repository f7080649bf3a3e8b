"""Classification: exactly one class a row, by the order of design; hypothesis turns the facts over."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.roster.check.classify import CHOICES, DEFAULTS, NEEDS_CLASS, classify
from jiaoyun.roster.check.people import NOBODY_MEANT, Kept, Meant, Person, Said
from jiaoyun.roster.models import Decision, EnrolmentState, RowClass

OWN, OTHER = 1, 2
A, B = UUID(int=1), UUID(int=2)
CLASS, OTHER_CLASS = UUID(int=11), UUID(int=12)
SAID = Said("雀甲", CLASS, False, b"d", None, None, Kept())
HERE = Person(A, "雀甲", "雀甲", OWN, EnrolmentState.ENROLLED, 1, CLASS, b"d", None)


def found(said: Said = SAID, meant: Meant | None = None, **more: Any) -> RowClass:
    return classify(
        said,
        meant or Meant(by_document=HERE),
        school_id=OWN,
        faulty=more.get("faulty", False),
        repeated=more.get("repeated", False),
    )


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (HERE, RowClass.SAME),
        (HERE._replace(school_class_id=OTHER_CLASS), RowClass.OTHER_CLASS),
        (HERE._replace(name_key="雀乙"), RowClass.NAME_DIFFERS),
        (HERE._replace(state=None, school_id=None), RowClass.OTHER_ROLE),
        (HERE._replace(state=EnrolmentState.DELETED), RowClass.BIN),
        (HERE._replace(state=EnrolmentState.GRADUATED), RowClass.ELSEWHERE_GONE),
        (HERE._replace(school_id=OTHER), RowClass.ELSEWHERE_ENROLLED),
        (HERE._replace(school_id=OTHER, name_key="雀乙"), RowClass.ELSEWHERE_NAME),
        (HERE._replace(school_id=OTHER, state=EnrolmentState.DELETED), RowClass.ELSEWHERE_GONE),
        (HERE._replace(document_digest=b"another"), RowClass.TWO_PEOPLE),
    ],
)
def test_it_names_the_class_of_one_who_was_found(person: Person, expected: RowClass) -> None:
    assert found(meant=Meant(by_document=person)) is expected


def test_it_is_new_where_nobody_is_meant() -> None:
    assert found(meant=NOBODY_MEANT) is RowClass.NEW


def test_a_fault_comes_before_everything_and_a_repeat_next() -> None:
    assert found(faulty=True, repeated=True) is RowClass.FAULTY
    assert found(repeated=True) is RowClass.REPEATED


def test_two_numbers_of_two_people_are_a_clash() -> None:
    meant = Meant(by_document=HERE, by_roll=HERE._replace(account_id=B))
    assert found(meant=meant) is RowClass.TWO_PEOPLE


def test_a_blank_cell_says_nothing_and_a_filled_one_updates() -> None:
    kept = HERE._replace(kept=Kept(number="3", ethnicity="01"))
    assert found(meant=Meant(by_document=kept)) is RowClass.SAME
    assert found(SAID._replace(kept=Kept(number="4")), Meant(by_document=kept)) is RowClass.UPDATE


def test_a_line_without_class_leaves_the_class_alone() -> None:
    assert found(SAID._replace(school_class_id=None)) is RowClass.SAME


PERSONS = st.builds(
    Person,
    account_id=st.sampled_from([A, B]),
    name=st.just("雀甲"),
    name_key=st.sampled_from(["雀甲", "雀乙"]),
    school_id=st.sampled_from([OWN, OTHER, None]),
    state=st.sampled_from([*EnrolmentState, None]),
    version=st.just(1),
    school_class_id=st.sampled_from([CLASS, OTHER_CLASS, None]),
    document_digest=st.sampled_from([b"d", b"e", None]),
    roll_digest=st.sampled_from([b"r", None]),
)
MEANT = st.builds(Meant, st.none() | PERSONS, st.none() | PERSONS, st.none() | PERSONS, st.none() | PERSONS)


@given(MEANT, st.booleans(), st.booleans())
def test_every_row_has_one_class_with_choices_and_other_schools_pupils_are_never_written(
    meant: Meant, faulty: bool, repeated: bool
) -> None:
    row_class = found(meant=meant, faulty=faulty, repeated=repeated)
    assert row_class in CHOICES
    enrolled_elsewhere = [
        person for person in meant.people() if person.school_id == OTHER and person.state is EnrolmentState.ENROLLED
    ]
    if enrolled_elsewhere:
        assert not set(CHOICES[row_class]) & {*NEEDS_CLASS, Decision.ENROL, Decision.UPDATE}
    if row_class in DEFAULTS:
        assert DEFAULTS[row_class] in CHOICES[row_class]
