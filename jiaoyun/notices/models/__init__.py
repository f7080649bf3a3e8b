"""One aggregate a file."""

from jiaoyun.notices.models.notice import Notice
from jiaoyun.notices.models.setting import NoticeSetting, Topic

__all__ = ["Notice", "NoticeSetting", "Topic"]
