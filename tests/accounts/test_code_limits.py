"""How many codes may be asked for: a number, a browser, an address, a network, the whole system."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.codes.limits import GROUPS, wider
from jiaoyun.accounts.models import Channel, Code, IdentifierKind, Purpose
from jiaoyun.accounts.proving import prove, send, send_again, send_to_bound, sent_before
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.inbox import code_to, count_to
from tests.world import World

PHONE, OTHER = "13800007601", "13800007602"
NOW = timezone.now()
pytestmark = pytest.mark.django_db


def ask(
    *, after: float = 0, phone: str = PHONE, purpose: Purpose = Purpose.REGISTER, request: HttpRequest | None = None
) -> str:
    """sent, or the refusal's id; each time by another browser of another address."""
    asking = request or browser(f"198.51.{int(after) % 250}.{int(after) % 240 + 1}")
    try:
        send(asking, purpose, Channel.PHONE, phone, now=NOW + timedelta(seconds=after))
    except Refused as refused:
        return refused.id.removeprefix("accounts.code.")
    return "sent"


def test_a_number_gets_one_a_minute() -> None:
    assert [ask(), ask(after=1), ask(after=59.9), ask(after=60)] == ["sent", "too_soon", "too_soon", "sent"]
    assert ask(after=61, phone=OTHER) == "sent"
    assert count_to(PHONE) == 2


def test_it_says_how_many_seconds_are_left() -> None:
    ask()
    with pytest.raises(Refused) as caught:
        send(browser(), Purpose.REGISTER, Channel.PHONE, PHONE, now=NOW + timedelta(seconds=17))
    assert caught.value.values == {"seconds": 43}


def test_a_number_gets_five_in_whatever_hour_and_ten_in_whatever_day() -> None:
    """The hour and the day are those before the asking, not those of the clock."""
    minute, hour = 60, 3600
    assert [ask(after=at * minute) for at in range(6)] == ["sent"] * 5 + ["too_many"]
    assert ask(after=hour - 1) == "too_many"
    assert [ask(after=hour + at * minute + 1) for at in range(6)] == ["sent"] * 5 + ["too_many"]
    assert ask(after=4 * hour) == "too_many"
    assert ask(after=24 * hour + 1) == "sent"
    assert count_to(PHONE) == 11


def test_a_stranger_cannot_use_up_the_owners_way_back() -> None:
    for at in range(30):
        ask(after=at * 3600, purpose=Purpose.REGISTER)
        ask(after=at * 3600, purpose=Purpose.LOGIN)
    assert ask(after=29 * 3600 + 1, purpose=Purpose.RECOVER) == "sent"
    assert ask(after=29 * 3600 + 1, purpose=Purpose.SECOND_FACTOR) == "sent"


def test_every_purpose_is_in_one_group() -> None:
    assert sorted(purpose for group in GROUPS.values() for purpose in group) == sorted(Purpose)


@pytest.mark.parametrize(
    ("setting", "addresses"),
    [
        ("JIAOYUN_CODES_AN_ADDRESS", ("203.0.113.5", "203.0.113.5", "203.0.113.6")),
        ("JIAOYUN_CODES_A_NETWORK", ("203.0.113.5", "203.0.113.9", "203.0.114.5")),
        ("JIAOYUN_CODES_AN_ADDRESS", ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")),
        ("JIAOYUN_CODES_A_NETWORK", ("2001:db8::1", "2001:db8:0:9::1", "2001:db8:1::1")),
    ],
)
def test_an_address_and_a_network_have_a_ceiling(settings: Any, setting: str, addresses: tuple[str, ...]) -> None:
    setattr(settings, setting, 3)
    one, same, another = addresses
    answers = [ask(phone=f"1380000770{at}", request=browser(one if at % 2 else same)) for at in range(4)]
    assert answers == ["sent"] * 3 + ["crowded"]
    assert ask(phone="13800007709", request=browser(another)) == "sent"


def test_the_whole_system_has_a_ceiling_a_minute(settings: Any) -> None:
    settings.JIAOYUN_CODES_A_MINUTE = 2
    begun = NOW.replace(second=0, microsecond=0)
    answers = []
    for at in range(4):
        request = browser(f"203.0.{at}.1")
        try:
            send(request, Purpose.LOGIN, Channel.PHONE, f"1380000780{at}", now=begun + timedelta(seconds=20 * at))
            answers.append("sent")
        except Refused as refused:
            answers.append(refused.id)
    assert answers == ["sent", "sent", "accounts.code.crowded", "sent"]


def test_networks_are_24_bits_wide() -> None:
    assert wider("203.0.113.5") == "203.0.113.0/24"
    assert wider("2001:db8:0:9::/64") == "2001:db8::/48"
    assert wider("unknown") == "unknown"


def test_a_bound_number_has_its_limits_in_silence(world: World) -> None:
    teacher = world.accounts["teacher"]
    bind(teacher, IdentifierKind.PHONE, PHONE, now=timezone.now())
    for at in range(3):
        send_to_bound(browser(f"203.0.{at}.1"), Purpose.RECOVER, Channel.PHONE, teacher, now=timezone.now())
    run_pending()
    assert count_to(PHONE) == 1
    results = list(JobRun.objects.filter(name="accounts.send_code").values_list("result__result", flat=True))
    assert sorted(results) == ["accounts.code.too_soon", "accounts.code.too_soon", "written"]


def test_a_browser_asks_once_a_minute_for_whoever_it_is(world: World) -> None:
    request, now = browser(), timezone.now()
    send_to_bound(request, Purpose.RECOVER, Channel.PHONE, None, now=now)
    with pytest.raises(Refused) as caught:
        send_to_bound(request, Purpose.RECOVER, Channel.PHONE, world.accounts["teacher"], now=now)
    assert caught.value.id == "accounts.code.too_soon"
    waiting = sent_before(request, Purpose.RECOVER, now=now + timedelta(seconds=20))
    assert waiting is not None
    assert (waiting.hint, waiting.seconds) == ("", 40)


def test_it_is_sent_again_to_where_it_went() -> None:
    request = browser()
    ask(request=request)
    again = send_again(request, Purpose.REGISTER, now=NOW + timedelta(seconds=60))
    assert again.hint == "138****7601"
    assert count_to(PHONE) == 2
    assert prove(request, Purpose.REGISTER, code_to(PHONE), now=NOW + timedelta(seconds=61)).number == PHONE
    with pytest.raises(Refused, match="none"):
        send_again(browser(), Purpose.REGISTER, now=NOW)


def test_the_expiry_of_a_code_does_not_tell_that_there_is_a_number(world: World) -> None:
    """The job writes the number a moment later; the code's times stay those of the asking."""
    bind(world.accounts["teacher"], IdentifierKind.PHONE, PHONE, now=timezone.now())
    asked = timezone.now() - timedelta(seconds=30)
    send_to_bound(browser(), Purpose.RECOVER, Channel.PHONE, world.accounts["teacher"], now=asked)
    run_pending()
    code = Code.objects.of_account(world.accounts["teacher"]).get()
    assert (code.sent_at, code.expires_at) == (asked, asked + timedelta(minutes=5))
    assert count_to(PHONE) == 1
