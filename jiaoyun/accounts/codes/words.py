"""The message that carries a code. Never the purpose of somebody else: the words are the same for all."""

from datetime import timedelta

from jiaoyun.plumbing.sending.messages import declare_message

LASTS = timedelta(minutes=5)

CODE_MESSAGE = declare_message(
    "accounts.code",
    "验证码 {code}，用于{purpose}，5 分钟内有效。请不要告诉任何人，工作人员也不会向您索要。",
    ("code", "purpose"),
    subject="验证码",
    lasts=LASTS,
)
