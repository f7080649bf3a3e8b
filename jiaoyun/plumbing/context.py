"""What every template may know: brand, who I am, where I am. No query here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from jiaoyun.plumbing.actor import NOBODY


def frame(request: HttpRequest) -> dict[str, Any]:
    """Brand, formal name, actor, demo mode, and the reading aids that the browser remembers in cookies."""
    return {
        "brand": settings.JIAOYUN_BRAND,
        "formal_name": settings.JIAOYUN_FORMAL_NAME,
        "support_phone": settings.JIAOYUN_SUPPORT_PHONE,
        "actor": getattr(request, "actor", NOBODY),
        "demo": settings.JIAOYUN_DEMO,
        "passkey_domain": settings.JIAOYUN_PASSKEY_DOMAIN,
        "large_text": request.COOKIES.get("text") == "large",
        "high_contrast": request.COOKIES.get("contrast") == "high",
    }
