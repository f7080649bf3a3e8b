"""One teacher's page: what the school sees and may do, and whom it may not see."""

import pytest
from django.utils import timezone

from jiaoyun.accounts.commands.freeze_account import freeze_account
from jiaoyun.accounts.commands.rename_person import rename_person
from jiaoyun.accounts.models import Identity
from tests.world import World


def address(world: World, role: str, school: str = "school") -> str:
    return f"/school/{world.place(school).organization_id}/teachers/{world.accounts[role]}"


def test_the_list_leads_to_the_page_and_the_page_to_what_may_be_done(world: World) -> None:
    admin = world.client("school_admin")
    here = address(world, "teacher")
    listed = admin.open(f"/school/{world.place('school').organization_id}/teachers")
    assert here in listed.links()
    page = admin.open(here)
    assert page.title == "雀任课"
    assert "任课教师" in page.text or "教师" in page.text
    person = here.replace("/teachers/", "/people/")
    for act in ("reset", "rename", "unbind", "freeze"):
        link = f"{person}/{act}?next={here}"
        assert any(found.replace("%2F", "/") == link for found in page.links()), act
        assert admin.get(link).status_code == 200


def test_a_frozen_teacher_is_shown_with_reason_and_thaw(world: World) -> None:
    actor, place = world.actor("school_admin"), world.place("school")
    freeze_account(
        actor=actor, place=place, account_id=world.accounts["teacher"], reason="手机丢了", now=timezone.now()
    )
    page = world.client("school_admin").open(address(world, "teacher"))
    assert "手机丢了" in page.text
    assert any("/thaw" in link for link in page.links())
    assert not any("/freeze" in link for link in page.links())


def test_a_corrected_name_stands_with_its_reason(world: World) -> None:
    actor, place = world.actor("school_admin"), world.place("school")
    rename_person(
        actor=actor,
        place=place,
        account_id=world.accounts["teacher"],
        name="雀任珂",
        reason="字写错了",
        now=timezone.now(),
    )
    page = world.client("school_admin").open(address(world, "teacher"))
    assert "雀校管把「雀任课」改为「雀任珂」：字写错了" in page.text


def test_who_does_as_much_as_the_actor_is_left_to_the_level_above(world: World) -> None:
    page = world.client("school_admin").open(address(world, "school_admin"))
    assert "由上级来办" in page.text
    assert not any("/people/" in link for link in page.links())


def test_who_also_runs_a_county_is_left_to_the_level_above(world: World) -> None:
    identities = Identity.objects.everywhere("the test's own cast")
    row = identities.get(id=world.identities["county_admin"])
    row.pk, row._state.adding, row.account_id = None, True, world.accounts["teacher"]
    row.id = Identity._meta.pk.get_default()
    row.save()
    assert "由上级来办" in world.client("school_admin").open(address(world, "teacher")).text


@pytest.mark.parametrize("role", ["neighbour_teacher", "left_teacher", "student", "guardian"])
def test_it_is_nobodys_page_who_does_not_teach_here(world: World, role: str) -> None:
    world.client("school_admin").open(address(world, role), status=404)


def test_numbers_are_masked(world: World) -> None:
    source = world.client("school_admin").open(address(world, "teacher")).response.content.decode()
    assert "****" in source
