"""Doing what a person wished for the own phone or mailbox: which command that is, and what is said afterwards."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts.commands.bind_number import bind_number
from jiaoyun.accounts.commands.move_number import ask_move, move_number
from jiaoyun.accounts.commands.unbind_number import unbind_number
from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.personal.number_steps import WORDS, Wish, forget_wish
from jiaoyun.accounts.proving import Proved, proved
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused


def finish(request: PageRequest, channel: Channel, wish: Wish, *, take: bool, now: datetime) -> str:
    """Run the command for the wish with what this browser proved; returns the sentence to show.

    Refuses accounts.number.* and accounts.code.none where a proof is missing.
    """
    said = _run(request, request.actor, channel, wish, take, now)
    forget_wish(request)
    return said


def _run(request: HttpRequest, actor: Actor, channel: Channel, wish: Wish, take: bool, now: datetime) -> str:
    number = WORDS[channel].number
    if wish is Wish.UNBIND:
        unbind_number(actor=actor, old=_proof(request, Purpose.OLD, now), now=now)
        return f"{number}已经解绑，以后不能用它登录和找回密码。"
    new = _proof(request, Purpose.BIND, now)
    if wish is Wish.BIND:
        bind_number(actor=actor, proof=new, take=take, now=now)
        return f"{number}绑定好了，可以用它登录和找回密码。"
    if wish is Wish.LOST:
        asked = ask_move(actor=actor, new=new, now=now)
        due = timezone.localtime(asked.due_at)
        return f"已经申请更换{number}，{due.month}月{due.day}日{due:%H:%M}以后生效。原来的号码会收到通知，也可以取消。"
    move_number(actor=actor, old=_proof(request, Purpose.OLD, now), new=new, take=take, now=now)
    return f"{number}已经更换，原来的不再有效。"


def _proof(request: HttpRequest, purpose: Purpose, now: datetime) -> Proved:
    proof = proved(request, purpose, now=now)
    if proof is None:
        raise Refused("accounts.code.none")
    return proof
