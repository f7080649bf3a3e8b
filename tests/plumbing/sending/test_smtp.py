"""E-mail through Django's mail: what the server said before it took the message, and when it fell silent."""

import smtplib
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sending.gateways.smtp import Smtp
from jiaoyun.plumbing.sending.letter import Letter, Outcome, Result

LETTER = Letter(uuid4(), MessageChannel.EMAIL, "amsel@example.cn", "canary.sings", (), "验证码 123456", "验证码")


def send() -> Outcome:
    return Smtp().send(LETTER, seconds=1)


@pytest.fixture(autouse=True)
def sender(settings: Any) -> None:
    """Whose name stands on the letters."""
    settings.JIAOYUN_MAIL_FROM = "noreply@jiaoyun.example"


def test_it_sends_plain_text_under_the_name_of_the_brand() -> None:
    assert send().result is Result.SENT
    [sent] = mail.outbox
    assert (sent.to, sent.from_email, sent.body) == (["amsel@example.cn"], "noreply@jiaoyun.example", "验证码 123456")
    assert sent.subject == "赣教云验证码"
    assert LETTER.id.hex in sent.extra_headers["Message-ID"]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (
            smtplib.SMTPRecipientsRefused({"amsel@example.cn": (550, b"unknown user")}),
            Outcome(Result.REFUSED, reason="smtp.550"),
        ),
        (
            smtplib.SMTPRecipientsRefused({"amsel@example.cn": (451, b"try later")}),
            Outcome(Result.REFUSED, reason="smtp.451", again=True),
        ),
        (smtplib.SMTPDataError(554, b"no"), Outcome(Result.REFUSED, reason="smtp.554", down=True)),
        (smtplib.SMTPDataError(452, b"full"), Outcome(Result.REFUSED, reason="smtp.452", again=True, down=True)),
        (smtplib.SMTPServerDisconnected("gone"), Outcome(Result.UNKNOWN, reason="SMTPServerDisconnected", down=True)),
        (TimeoutError(), Outcome(Result.UNKNOWN, reason="TimeoutError", down=True)),
    ],
)
def test_it_tells_a_refusal_from_silence(error: Exception, outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    assert send() == outcome


def test_a_server_that_is_not_there_may_be_tried_again(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send() == Outcome(Result.REFUSED, reason="unreachable", again=True, down=True)
