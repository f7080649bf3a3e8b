"""System checks of sending: a gateway that cannot work, or that a demo must not have, stops the start of the server."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from jiaoyun.plumbing.sending.gateways import HARMLESS, MAIL, SMS
from jiaoyun.plumbing.sending.messages import MESSAGES

_NEEDS = {
    "aliyun": ("JIAOYUN_SMS_KEY_ID", "JIAOYUN_SMS_SECRET", "JIAOYUN_SMS_SIGN", "JIAOYUN_SMS_TEMPLATES"),
    "tencent": (
        "JIAOYUN_SMS_KEY_ID",
        "JIAOYUN_SMS_SECRET",
        "JIAOYUN_SMS_SIGN",
        "JIAOYUN_SMS_TEMPLATES",
        "JIAOYUN_SMS_APP",
    ),
    "smtp": ("JIAOYUN_EMAIL_URL", "JIAOYUN_MAIL_FROM"),
}


@register(Tags.compatibility)
def check_gateways(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The two gateways are known, have what they need, and reach nobody in a demo."""
    found: list[CheckMessage] = []
    for name, value, known in (
        ("JIAOYUN_SMS", settings.JIAOYUN_SMS, SMS),
        ("JIAOYUN_MAIL", settings.JIAOYUN_MAIL, MAIL),
    ):
        if value not in known:
            found.append(Error(f"{name}={value}: there are {', '.join(known)}", id="plumbing.E010"))
        elif settings.JIAOYUN_DEMO and value not in HARMLESS:
            hint = "a demo is full of invented numbers, and some of them may be somebody's"
            found.append(Error(f"{name}={value} in demo mode", hint=hint, id="plumbing.E011"))
        elif settings.JIAOYUN_SECURE and not settings.JIAOYUN_DEMO and value in HARMLESS:
            found.append(Warning(f"{name}={value}: nobody gets a message", id="plumbing.W010"))
        missing = [need for need in _NEEDS.get(value, ()) if not getattr(settings, need, "")]
        if missing:
            found.append(Error(f"{name}={value} needs {', '.join(missing)}", id="plumbing.E012"))
    return found + _templates()


def _templates() -> list[CheckMessage]:
    """A message without an approved template of the vendor cannot go by it; the rest of the product works."""
    if settings.JIAOYUN_SMS in HARMLESS:
        return []
    missing = sorted(set(MESSAGES) - set(settings.JIAOYUN_SMS_TEMPLATES))
    said = f"JIAOYUN_SMS_TEMPLATES has no template for {', '.join(missing)}"
    return [Warning(said, hint="manage.py messages lists their words", id="plumbing.W011")] if missing else []
