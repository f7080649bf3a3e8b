"""该手机号没有在平台注册: the phone is proved, bound to nobody, and waits for an account (L7)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiaoyun.accounts.doors.carried import carried_phone
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_phone


@public_page("said to whoever proved the phone, before there is an account to log in with")
def login_phone_free(request: PageRequest) -> HttpResponse:
    """The proved phone, masked, and the two ways on: log in and bind it, or register."""
    proof = carried_phone(request, now=timezone.now())
    if proof is None:
        raise Refused("accounts.login.over")
    context = {
        "page_title": "手机号还没有绑定账号",
        "phone": mask_phone(proof.number),
        "refusal": shown(Refused("accounts.login.phone_unknown")),
    }
    return render(request, "accounts/login_phone_free.html", context)
