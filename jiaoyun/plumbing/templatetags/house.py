"""The few tags and filters that all templates share (a builtin: no {% load %} needed)."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import Command
from jiaoyun.plumbing.powers import Place, Power, holds
from jiaoyun.rules import masking

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The key that makes a form count once, however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration for screen readers unless it has a label."""
    source = f"{static('jiaoyun/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, source)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', source)


@register.simple_tag
def may(actor: Actor, power: Power | Command[Any, Any], place: Place) -> bool:
    """Whether the identity in use has a power (or a command's power) at a place: shows or hides a button."""
    wanted = power.power if isinstance(power, Command) else power
    return holds(actor.grant, wanted, place)


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2026年9月1日; empty for nothing."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def cn_time(value: datetime | None) -> str:
    """2026年9月1日 14:05 in Shanghai time; empty for nothing."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def masked_name(value: str) -> str:
    """张**: a name outside its own place."""
    return masking.mask_name(value)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """A dictionary's value by a key that is itself a value."""
    return mapping.get(key)
