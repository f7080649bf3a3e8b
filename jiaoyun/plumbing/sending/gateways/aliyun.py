"""Aliyun 短信服务: SendSms (2017-05-25) signed with ACS3-HMAC-SHA256.

Source: help.aliyun.com, 「V3版本请求体&签名机制」 and 「SendSms」; the example of the first is a test.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from secrets import token_hex
from urllib.parse import quote, urlsplit

from django.conf import settings

from jiaoyun.plumbing.sending.gateways.post import Answer, post
from jiaoyun.plumbing.sending.letter import Letter, Outcome, refused, sent

ADDRESS = "https://dysmsapi.aliyuncs.com"
_ALGORITHM = "ACS3-HMAC-SHA256"
#: Codes after which a later try may succeed; all other errors stay as they are.
_PASSING = frozenset({"isp.SYSTEM_ERROR", "ServiceUnavailable", "InternalError", "Throttling", "Throttling.User"})
#: What says something about the receiver, not about the gateway.
_OF_THE_NUMBER = frozenset(
    {"isv.MOBILE_NUMBER_ILLEGAL", "isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL", "isv.BLACK_KEY_CONTROL_LIMIT"}
)


class Aliyun:
    """The gateway of Aliyun; key, signature and templates from the settings."""

    name = "aliyun"

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Send by the template that the settings name for the message."""
        template = settings.JIAOYUN_SMS_TEMPLATES.get(letter.key)
        if not template:
            return refused("template.missing")
        query = canonical_query(
            {
                "PhoneNumbers": letter.number,
                "SignName": settings.JIAOYUN_SMS_SIGN,
                "TemplateCode": template,
                "TemplateParam": json.dumps(dict(letter.values), ensure_ascii=False),
                "OutId": letter.id.hex,
            }
        )
        address = settings.JIAOYUN_SMS_ADDRESS or ADDRESS
        headers = {
            "host": urlsplit(address).netloc,
            "x-acs-action": "SendSms",
            "x-acs-version": "2017-05-25",
            "x-acs-date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": token_hex(16),
        }
        signed = sign(settings.JIAOYUN_SMS_KEY_ID, settings.JIAOYUN_SMS_SECRET, query, headers)
        answer = post(f"{address}/?{query}", headers=signed, content=b"", seconds=seconds)
        return outcome_of(answer) if isinstance(answer, Answer) else answer


def outcome_of(answer: Answer) -> Outcome:
    """What the vendor's answer means."""
    code = str(answer.body.get("Code", ""))
    if code == "OK":
        return sent(str(answer.body.get("BizId", "")))
    passing = code in _PASSING
    return refused(code or f"http.{answer.status}", again=passing, down=code not in _OF_THE_NUMBER)


def canonical_query(values: dict[str, str]) -> str:
    """The query in the order and spelling that is signed: sorted, RFC 3986, and so also sent."""
    return "&".join(f"{quote(key, safe='~')}={quote(values[key], safe='~')}" for key in sorted(values))


def sign(key_id: str, secret: str, query: str, headers: dict[str, str], body: bytes = b"") -> dict[str, str]:
    """The headers with the hash of the body and the signature; `headers` in small letters, host among them."""
    hashed = hashlib.sha256(body).hexdigest()
    headers = {**headers, "x-acs-content-sha256": hashed}
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    canonical = f"POST\n/\n{query}\n{lines}\n{names}\n{hashed}"
    to_sign = f"{_ALGORITHM}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    said = f"{_ALGORITHM} Credential={key_id},SignedHeaders={names},Signature={signature}"
    return {**headers, "Authorization": said}
