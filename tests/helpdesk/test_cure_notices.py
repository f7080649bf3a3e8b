"""Who gets or loses an account by a cure is told by every channel, with 「不是我操作的」."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, IdentifierKind
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.merge_accounts import merge_accounts
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.commands.propose_cure import propose_cure
from jiaoyun.helpdesk.commands.restore_account import restore_account
from jiaoyun.helpdesk.two_people import TwoPeopleCure
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.jobs import run_pending
from tests.helpdesk.raising import delete, phone_of, raised, raised_by_visitor, typed_for
from tests.inbox import texts_to
from tests.world import World

pytestmark = pytest.mark.django_db
MAIL = "neighbour@example.cn"


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.JIAOYUN_ADDRESS = "https://jiaoyun.example/"


def told(world: World, role: str) -> list[str]:
    rows = Notice.objects.of_account(world.accounts[role]).filter(kind__startswith="notices.account")
    return [row.kind for row in rows]


def test_who_is_restored_is_told_at_the_bound_phone(world: World) -> None:
    phone, typed = phone_of(world, "teacher"), typed_for(world, "teacher")
    delete(world, "teacher")
    ticket = raised_by_visitor("account_restore", phone=phone, **typed)
    restore_account(actor=with_ticket(world.actor("province_admin"), ticket.pk), now=timezone.now())
    run_pending()
    assert told(world, "teacher") == ["notices.account_restored"]
    [text] = texts_to(phone, key="notices.account_restored")
    assert "不是您操作的？" in text
    assert "https://jiaoyun.example/not-me/" in text


def test_both_accounts_of_a_merge_are_told_by_their_own_channels(world: World) -> None:
    source = world.accounts["neighbour_teacher"]
    lost, stays = phone_of(world, "neighbour_teacher"), phone_of(world, "teacher")
    bind(source, IdentifierKind.EMAIL, MAIL, now=timezone.now())
    other = typed_for(world, "neighbour_teacher")
    ticket = raised(world.actor("teacher"), "identity_merge", name=other["name"], account=other["document"])
    province = with_ticket(world.actor("province_admin"), ticket.pk)
    propose_cure(actor=province, cure=TwoPeopleCure.MERGE, reason="本人到场", now=timezone.now())
    hand_up_ticket(actor=world.actor("province_admin"), ticket_id=ticket.pk, now=timezone.now())
    open_case(actor=world.actor("support"), ticket_id=ticket.pk, reason="核对材料", now=timezone.now())
    merge_accounts(actor=with_ticket(world.actor("support"), ticket.pk), now=timezone.now())
    run_pending()
    assert Account.objects.of_account(source).get().state == "withdrawn"
    for role in ("teacher", "neighbour_teacher"):
        assert told(world, role) == ["notices.accounts_merged"]
    for number, channel in ((lost, "phone"), (stays, "phone"), (MAIL, "email")):
        [text] = texts_to(number, channel=channel, key="notices.accounts_merged")
        assert "https://jiaoyun.example/not-me/" in text
