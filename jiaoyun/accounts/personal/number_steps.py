"""What a person is doing with the own phone or mailbox, step by step: kept in the session as two words, no number."""

from dataclasses import dataclass
from enum import StrEnum

from django.http import Http404, HttpRequest

from jiaoyun.accounts.models import Channel

_KEY = "number_change"


class Wish(StrEnum):
    """Bind the first one; move to another, both proved; move where the old one is lost; unbind."""

    BIND = "bind"
    MOVE = "move"
    LOST = "lost"
    UNBIND = "unbind"


@dataclass(frozen=True, slots=True)
class Words:
    """How a channel is called on the pages."""

    number: str
    message: str


WORDS = {Channel.PHONE: Words("手机号", "短信"), Channel.EMAIL: Words("邮箱", "邮件")}


def channel_of(text: str) -> Channel:
    """The channel that an address names. Http404 for any other word."""
    if text not in set(Channel):
        raise Http404
    return Channel(text)


def wish_of(request: HttpRequest, channel: Channel, *, is_bound: bool) -> Wish:
    """What the person wants here: what was said last for this channel, as far as it fits what is bound."""
    held = request.session.get(_KEY, {})
    wish = Wish(held["wish"]) if held.get("channel") == channel.value else Wish.MOVE
    if not is_bound:
        return Wish.BIND
    return Wish.MOVE if wish is Wish.BIND else wish


def note_wish(request: HttpRequest, channel: Channel) -> None:
    """Remember what the link that was followed asks for (?then=)."""
    asked = request.GET.get("then", "")
    if asked in set(Wish):
        request.session[_KEY] = {"channel": channel.value, "wish": asked}


def forget_wish(request: HttpRequest) -> None:
    """It is done."""
    request.session.pop(_KEY, None)
