"""The help desk in a browser: the clerk who opens a ticket, looks at its papers, and cures it by its button."""

import re
from datetime import timedelta

import time_machine
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Identity
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.plumbing.jobs import enqueue, run_pending
from tests.inbox import texts_to
from tests.scenarios.desk import Desk
from tests.world import World


def open_ticket(desk: Desk, kind: str) -> None:
    """From 服务台 to the one open ticket of a kind."""
    desk.open("/desk")
    desk.press(KINDS[kind].label)
    desk.see(desk.page.inner_text("h1"), KINDS[kind].label, "处理")


def look_at_papers(desk: Desk) -> None:
    """打开资料 with a reason, as support must before anything else."""
    desk.page.fill("[name=reason]", "核对提交的资料")
    desk.press("打开资料")
    desk.see(desk.page.inner_text("h1"), "您正在查看完整资料")


def take_up(desk: Desk, button: str) -> None:
    """The button of a cure, up to its page."""
    desk.press(button, within="#main")


def do(desk: Desk, button: str, why: str = "") -> None:
    """The cure's own form, with a reason where it asks one; everybody concerned is told."""
    if why:
        desk.page.fill("main form [name=text], main form [name=reason]", why)
    desk.press(button, within="main form")
    run_pending()


def make_colleague(town: World, role: str, of: str) -> None:
    """Let somebody of the cast work from now on as a second holder of another one's office, at the same place."""
    identities = Identity.objects.everywhere("the test's own cast")
    identities.filter(id=town.identities[role]).update(state="ended", until=town.now)
    row = identities.get(id=town.identities[of])
    row.pk, row.account_id, row._state.adding = uuid7(), town.accounts[role], True
    row.save()
    town.identities[role] = row.pk


def after_48_hours() -> time_machine.travel:
    """The time when what waits takes effect."""
    return time_machine.travel(timezone.now() + timedelta(hours=49))


def let_wait_end() -> None:
    """What the schedule does every few minutes: changes that are due take effect, and their tickets end."""
    for job in ("accounts.finish_waiting", "helpdesk.finish_waiting"):
        enqueue(job, subject=("house", "waiting"), by=None)
        run_pending()


def stop_by_link(owner: Desk, number: str) -> None:
    """The owner of the old number opens the link of the message, without a log-in, and stops the change."""
    [told] = texts_to(number, key="accounts.waiting")
    link = re.search(r"/changes/[0-9a-f]+/cancel", told)
    assert link is not None, told
    owner.open(link[0])
    owner.see("取消号码更改", "不是您本人的意思，请取消")
    owner.press("取消这项更改")
    owner.see("取消号码更改", "已经取消", "号码没有变动")
