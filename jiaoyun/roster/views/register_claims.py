"""学生注册的进展: where a pupil's claim stands, for whoever holds its phone; remind, withdraw, the reason (R0)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.roster.commands.follow_claim import remind_claim, withdraw_claim
from jiaoyun.roster.registration.following import claims_of, phone_digest

_HERE = "roster:register_student_claims"


@public_page("a pupil who waits for the school has no account to log in with", methods=("GET", "POST"))
def register_student_claims(request: PageRequest) -> HttpResponse:
    """The claims of the proved phone; POST reminds (`act`=remind) or withdraws (withdraw) the one named."""
    now = timezone.now()
    phone = phone_digest(request, now)
    if phone is None:
        messages.info(request, "请先验证注册时用的手机号，再看进展。")
        return redirect("roster:register_student")
    if request.method == "POST":
        claim_id = _id(request.POST.get("claim", ""))
        if request.POST.get("act") == "remind":
            remind_claim(actor=request.actor, phone=phone, claim_id=claim_id, now=now)
            messages.success(request, "已经提醒老师。")
        else:
            withdraw_claim(actor=request.actor, phone=phone, claim_id=claim_id, now=now)
            messages.success(request, "申请已经撤回。")
        return redirect(_HERE)
    context = {"page_title": "学生注册的进展", "claims": claims_of(phone, now)}
    return render(request, "roster/register/claims.html", context)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
