"""E-mail through Django's mail and the server that JIAOYUN_EMAIL_URL names."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from jiaoyun.plumbing.sending.letter import Letter, Outcome, refused, sent, unknown

_NOT_THERE = 500


class Smtp:
    """One plain message to one mailbox."""

    name = "smtp"

    def send(self, letter: Letter, *, seconds: float) -> Outcome:
        """Send it; what the server said before it took the message is a refusal, silence afterwards is unknown."""
        connection = get_connection(timeout=seconds)
        mail = EmailMessage(
            f"{settings.JIAOYUN_BRAND}{letter.subject}",
            letter.text,
            settings.JIAOYUN_MAIL_FROM,
            [letter.number],
            headers={"Message-ID": f"<{letter.id.hex}@{settings.JIAOYUN_MAIL_FROM.rpartition('@')[2]}>"},
            connection=connection,
        )
        try:
            connection.open()
        except (OSError, smtplib.SMTPException):
            return refused("unreachable", again=True, down=True)
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            return refused(f"smtp.{code}", again=code < _NOT_THERE)
        except smtplib.SMTPResponseException as error:
            return refused(f"smtp.{error.smtp_code}", again=error.smtp_code < _NOT_THERE, down=True)
        except (OSError, smtplib.SMTPException) as error:
            return unknown(type(error).__name__)
        finally:
            connection.close()
        return sent(letter.id.hex)
