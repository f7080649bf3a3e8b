"""The gateways by the name that the settings give them; made anew for each message, so that settings lead."""

from django.conf import settings

from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sending.gateways.aliyun import Aliyun
from jiaoyun.plumbing.sending.gateways.console import Console
from jiaoyun.plumbing.sending.gateways.file import File
from jiaoyun.plumbing.sending.gateways.smtp import Smtp
from jiaoyun.plumbing.sending.gateways.tencent import Tencent
from jiaoyun.plumbing.sending.letter import Gateway

SMS: dict[str, type[Gateway]] = {"console": Console, "file": File, "aliyun": Aliyun, "tencent": Tencent}
MAIL: dict[str, type[Gateway]] = {"console": Console, "file": File, "smtp": Smtp}
#: Those that reach nobody: the only ones of a demo.
HARMLESS = frozenset({"console", "file"})


def gateway_for(channel: MessageChannel) -> Gateway:
    """The gateway that the settings name for this channel (checked when the server starts)."""
    if channel is MessageChannel.PHONE:
        return SMS[settings.JIAOYUN_SMS]()
    return MAIL[settings.JIAOYUN_MAIL]()
