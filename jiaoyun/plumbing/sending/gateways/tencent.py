"""Tencent Cloud 短信: SendSms (2021-01-11) signed with TC3-HMAC-SHA256.

Source: cloud.tencent.com, 「签名方法 v3」 and 「发送短信」; the example of the first is a test.
"""

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from jiaoyun.plumbing.sending.gateways.post import Answer, post
from jiaoyun.plumbing.sending.letter import Letter, Outcome, refused, sent, unknown

ADDRESS = "https://sms.tencentcloudapi.com"
_ALGORITHM = "TC3-HMAC-SHA256"
_TYPE = "application/json; charset=utf-8"
#: Beginnings of codes after which a later try may succeed.
_PASSING = ("InternalError", "RequestLimitExceeded", "FailedOperation.FailResolvePacket")
#: Beginnings of codes that say something about the receiver, not about the gateway.
_OF_THE_NUMBER = (
    "LimitExceeded.PhoneNumber",
    "InvalidParameterValue.IncorrectPhoneNumber",
    "FailedOperation.PhoneNumber",
)


class Tencent:
    """The gateway of Tencent Cloud; key, application, signature and templates from the settings."""

    name = "tencent"

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Send by the template that the settings name for the message; values in the order of its text."""
        template = settings.JIAOYUN_SMS_TEMPLATES.get(letter.key)
        if not template:
            return refused("template.missing")
        body = json.dumps(
            {
                "PhoneNumberSet": [f"+86{letter.number}"],
                "SmsSdkAppId": settings.JIAOYUN_SMS_APP,
                "SignName": settings.JIAOYUN_SMS_SIGN,
                "TemplateId": template,
                "TemplateParamSet": [value for _, value in letter.values],
                "SessionContext": letter.id.hex,
            }
        ).encode()
        address = settings.JIAOYUN_SMS_ADDRESS or ADDRESS
        host, now = urlsplit(address).netloc, int(time.time())
        headers = {
            "Authorization": authorization(
                settings.JIAOYUN_SMS_KEY_ID, settings.JIAOYUN_SMS_SECRET, host=host, service="sms", body=body, now=now
            ),
            "Content-Type": _TYPE,
            "Host": host,
            "X-TC-Action": "SendSms",
            "X-TC-Timestamp": str(now),
            "X-TC-Version": "2021-01-11",
            "X-TC-Region": settings.JIAOYUN_SMS_REGION,
        }
        answer = post(f"{address}/", headers=headers, content=body, seconds=seconds)
        return outcome_of(answer) if isinstance(answer, Answer) else answer


def outcome_of(answer: Answer) -> Outcome:
    """What the vendor's answer means: an error of the request, or the state of the one number."""
    said: Any = answer.body.get("Response")
    if not isinstance(said, dict):
        return unknown(f"http.{answer.status}")
    states = said.get("SendStatusSet") or [said.get("Error") or {}]
    state = states[0] if isinstance(states, list) and isinstance(states[0], dict) else {}
    code = str(state.get("Code", ""))
    if code == "Ok":
        return sent(str(state.get("SerialNo", "")))
    if not code:
        return unknown(f"http.{answer.status}")
    return refused(code, again=code.startswith(_PASSING), down=not code.startswith(_OF_THE_NUMBER))


def authorization(key_id: str, secret: str, *, host: str, service: str, body: bytes, now: int) -> str:
    """The Authorization header; content-type and host are signed, as the vendor asks at least."""
    day = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")
    hashed = hashlib.sha256(body).hexdigest()
    canonical = f"POST\n/\n\ncontent-type:{_TYPE}\nhost:{host}\n\ncontent-type;host\n{hashed}"
    scope = f"{day}/{service}/tc3_request"
    to_sign = f"{_ALGORITHM}\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    return f"{_ALGORITHM} Credential={key_id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"
