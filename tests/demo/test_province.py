"""The demo province: how large, how varied, whom it lets in, and that nobody in it can be a real person."""

from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity
from jiaoyun.demo.load import load_demo
from jiaoyun.demo.logins import DEMO_PASSWORD, PARTS
from jiaoyun.demo.management.commands.demo import Command
from jiaoyun.demo.schools import MAIN, demo_schools
from jiaoyun.organizations.models import Organization, SchoolClass
from jiaoyun.plumbing.sealing import unseal_many
from jiaoyun.roster.guardians.bonds import children_of
from jiaoyun.roster.models import Contact, CurrentEnrolment, Enrolment, EnrolmentState
from jiaoyun.rules.documents import DocumentKind, check_document
from jiaoyun.rules.roll_numbers import check_roll_number
from jiaoyun.rules.school_year import school_year
from tests.demo.conftest import Demo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "a test"


def test_it_has_the_whole_tree_60_schools_of_all_types_and_30000_people(demo: Demo) -> None:
    kinds = Counter(Organization.objects.everywhere(WHY).values_list("kind", flat=True))
    assert kinds == {"province": 1, "city": 11, "county": 100, "zone": 27, "school": 60}
    assert 29_500 <= Account.objects.everywhere(WHY).count() <= 32_000
    types = {school.line.school_type for school in demo_schools()}
    assert types == {"111", "211", "218", "311", "312", "341", "342", "345", "365", "371", "514"}
    assert {school.line.state for school in demo_schools()} == {"open", "unopened", "stopped", "abolished"}


def test_it_gives_nobody_a_number_of_a_real_county(demo: Demo) -> None:
    today = timezone.localdate()
    rows = Identifier.objects.everywhere(WHY).filter(kind__in=[IdentifierKind.DOCUMENT, IdentifierKind.ROLL_NUMBER])
    found = list(rows.values_list("id", "sealed", "kind", "document_kind"))
    numbers = unseal_many("identifier", [row[:2] for row in found])
    for number, (_, _, kind, document_kind) in zip(numbers, found, strict=True):
        if kind == IdentifierKind.ROLL_NUMBER:
            number = check_roll_number(number).body
        elif document_kind != DocumentKind.RESIDENT:
            assert number.startswith("ZZ3699")
            continue
        assert check_document(number, today=today).number == number
        assert "369901" <= number[:6] <= "369979"


def test_it_has_every_state_a_pupil_can_be_in_and_open_stays_only_for_the_enrolled(demo: Demo) -> None:
    states = Counter(CurrentEnrolment.objects.everywhere(WHY).values_list("state", flat=True))
    assert states["enrolled"] > 25_000
    assert states["graduated"] > 1_000
    assert states["deleted"] > 100
    assert states["left"] > 100
    stays = Enrolment.objects.everywhere(WHY)
    assert not stays.filter(state=EnrolmentState.ENROLLED, closed_at__isnull=False).exists()
    assert not stays.exclude(state=EnrolmentState.ENROLLED).filter(closed_at__isnull=True).exists()
    students = Identity.objects.everywhere(WHY).filter(role="student")
    assert students.filter(state="ended").count() == stays.exclude(state=EnrolmentState.ENROLLED).count()
    assert students.filter(state="active").count() == states["enrolled"]
    # Pupils of junior schools who were at a primary school before.
    assert stays.count() - states.total() > 1_000
    deleted = Account.objects.everywhere(WHY).filter(state="deleted").count()
    assert deleted == states["deleted"]


def test_it_has_what_schools_really_meet(demo: Demo) -> None:
    phones = Contact.objects.everywhere(WHY).values("school", "phone_digest").annotate(pupils=Count("id"))
    assert phones.filter(pupils__gte=2).count() > 1_000
    kinds = Counter(Identifier.objects.everywhere(WHY).values_list("kind", flat=True))
    assert kinds["platform"] > 30
    letters = Identifier.objects.everywhere(WHY).filter(kind="roll")
    assert letters.filter(hint__startswith="L").count() > 300
    assert letters.filter(hint__startswith="J").count() > 20
    names = Account.objects.everywhere(WHY).values_list("name", flat=True)
    assert any(ord(char) > 0xFFFF for name in names for char in name)
    assert any("·" in name for name in names)
    surnames = Counter(name[0] for name in names)
    assert surnames.most_common(1)[0][0] == "刘"


def test_it_keeps_the_first_grade_of_the_tour_empty_for_the_first_import(demo: Demo) -> None:
    main = demo.places[MAIN]
    classes = SchoolClass.objects.within(main).filter(entry_year=school_year(timezone.localdate()))
    assert classes.count() == 4
    assert not Enrolment.objects.within(main).filter(school_class__in=classes.values("id")).exists()


def test_the_guardian_of_the_demo_has_its_pupil_for_a_child(demo: Demo) -> None:
    student, guardian = demo.actor("demo_student"), demo.actor("demo_guardian")
    assert [child.child_id for child in children_of(guardian.account_id)] == [student.account_id]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.login)
def test_it_lets_each_demo_login_in_with_its_role(demo: Demo, part: Any) -> None:
    assert demo.actor(part.login).grant is not None
    proof = check_login(Attempt(part.login, DEMO_PASSWORD, "127.0.0.1"), now=timezone.now())
    assert proof.account_id == demo.actor(part.login).account_id
    assert demo.places[part.code].name == part.place


def test_it_changes_nothing_when_it_is_loaded_again(demo: Demo, capsys: Any) -> None:
    before = Account.objects.everywhere(WHY).count()
    call_command(Command(), "load")
    assert capsys.readouterr().out.strip() == "The demo is there already."
    assert not load_demo(timezone.now()).rows
    assert Account.objects.everywhere(WHY).count() == before


def test_it_prints_every_login(demo: Demo, capsys: Any) -> None:
    call_command(Command(), "logins")
    printed = capsys.readouterr().out
    assert all(part.login in printed for part in PARTS)
    assert DEMO_PASSWORD in printed


def test_it_writes_the_twelve_samples_into_a_folder(demo: Demo, tmp_path: Any, capsys: Any) -> None:
    call_command(Command(), "samples", str(tmp_path / "new"))
    assert len(capsys.readouterr().out.splitlines()) == len(list((tmp_path / "new").iterdir())) == 12
