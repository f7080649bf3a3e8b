"""The generator of invented people, and what the demo registers; no province is loaded here."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from jiaoyun.accounts import demo_logins as logins_hook
from jiaoyun.demo import load
from jiaoyun.demo.apps import DemoConfig
from jiaoyun.demo.load import NotEmptyError, load_demo
from jiaoyun.demo.logins import PARTS
from jiaoyun.demo.management.commands.demo import Command
from jiaoyun.demo.numbers import NUMBERS_A_DAY, NumberSource, invent_document, invent_phone
from jiaoyun.demo.people import PeopleMaker, Person
from jiaoyun.plumbing.actor import Role
from jiaoyun.portal.demo import demo_logins
from jiaoyun.roster import demo_samples as samples_hook
from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import check_document
from jiaoyun.rules.names import check_name
from jiaoyun.rules.phones import check_mobile


def _class(seed: int) -> list[Person]:
    maker = PeopleMaker(seed)
    return [maker.pupil(7, 2024, 6) for _ in range(600)]


def test_it_makes_the_same_people_of_the_same_seed_and_others_of_another() -> None:
    assert _class(1) == _class(1)
    assert _class(1) != _class(2)


def test_it_gives_every_number_once_and_only_numbers_and_names_that_the_rules_take() -> None:
    pupils = _class(3)
    documents = [one.document for one in pupils if one.document]
    assert len(set(documents)) == len(documents)
    for one in pupils:
        assert check_name(one.name) == one.name
        assert one.family is not None
        assert check_mobile(one.family.phone) == one.family.phone
        if one.document.isdigit() or one.document.endswith("X"):
            found = check_document(one.document, today=date(2026, 9, 1))
            assert (found.birth_date, found.sex) == (one.born, one.sex)


def test_it_makes_pupils_who_turn_six_in_the_year_before_school() -> None:
    assert {one.born.year for one in _class(4)} == {2017, 2018}
    assert all(date(2017, 9, 1) <= one.born <= date(2018, 8, 31) for one in _class(4))


def test_it_refuses_numbers_outside_its_ranges() -> None:
    assert check_document(invent_document(99, date(2015, 1, 1), Sex.MALE, 499), today=date(2026, 1, 1)).sex is Sex.MALE
    for area, serial in ((0, 1), (100, 1), (1, NUMBERS_A_DAY), (1, -1)):
        with pytest.raises(ValueError, match="range"):
            invent_document(area, date(2015, 1, 1), Sex.MALE, serial)
    with pytest.raises(ValueError, match="range"):
        invent_phone(1_000_000)


def test_it_gives_phones_and_passports_once() -> None:
    source = NumberSource()
    assert len({source.phone() for _ in range(50)} | {source.phone(800_000) for _ in range(50)}) == 100
    assert len({source.passport() for _ in range(50)}) == 50


def test_it_makes_30000_pupils_in_a_few_seconds() -> None:
    maker, begun = PeopleMaker(5), time.process_time()
    for _ in range(30_000):
        maker.pupil(7, 2024, 6)
    assert time.process_time() - begun < 5


def test_it_is_not_loaded_among_other_people(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests of the province, where this process has run one, have it in the database too.
    monkeypatch.setattr(load, "is_loaded", lambda: False)
    with pytest.raises(NotEmptyError):
        load_demo(timezone.now())
    with pytest.raises(CommandError, match="empty one only"):
        call_command(Command(), "load")


def test_it_has_a_login_for_every_role_there_is() -> None:
    assert {part.role for part in PARTS} == set(Role)
    assert len({part.login for part in PARTS}) == len(PARTS)


def test_it_offers_logins_and_samples_in_demo_mode_only(
    world: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, demo_mode: Callable[[], None]
) -> None:
    monkeypatch.setattr(logins_hook, "_sources", [])
    monkeypatch.setattr(samples_hook, "_source", [])
    DemoConfig.create("jiaoyun.demo").ready()
    settings.JIAOYUN_DEMO = False
    assert demo_logins() == []
    assert not samples_hook.samples_for(world.place("school"))
    demo_mode()
    assert [login.login for login in demo_logins()] == [part.login for part in PARTS]
    assert len(samples_hook.samples_for(world.place("school"))) == 12
    built = samples_hook.build_sample(world.place("school"), "clean")
    assert built is not None
    assert built[0].endswith(".xlsx")
