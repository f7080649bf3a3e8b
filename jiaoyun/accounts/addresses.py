"""Where a request comes from, and where it may be sent on to."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from jiaoyun.plumbing.pages import declaration_of

_LONGEST = 400


def client_network(request: HttpRequest) -> str:
    """The network address that the throttle counts by: IPv4 whole, IPv6 by its /64.

    Behind the proxy of a secured installation the last entry of X-Forwarded-For is the one our own proxy wrote.
    """
    text = str(request.META.get("REMOTE_ADDR", ""))
    if settings.JIAOYUN_SECURE and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        text = str(forwarded).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def safe_next(request: HttpRequest, wanted: str) -> str:
    """The wanted address when it is a page of ours that may be opened by a link; empty otherwise.

    Other hosts in every disguise (//, /\\, schemes, control characters), other methods and unknown paths are dropped.
    """
    if not wanted or len(wanted) > _LONGEST or not wanted.isprintable() or not wanted.startswith("/"):
        return ""
    if "\\" in wanted or not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return ""
    try:
        declaration = declaration_of(resolve(wanted.split("?", 1)[0].split("#", 1)[0]).func)
    except Resolver404:
        return ""
    return wanted if declaration is not None and "GET" in declaration.methods else ""
