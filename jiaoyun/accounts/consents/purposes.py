"""What consent is asked for, and the six items that the page must say (儿童个人信息网络保护规定 art. 10).

School and roll are a legal duty of the school and rest on no consent; only uses that somebody may refuse stand here.
A change of purpose, way or scope is a new version, and consent is then asked for anew.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The rules for children's personal information: shown as a public page of its own, with this version.
RULES_VERSION = "2026-09"
RULES_SINCE = date(2026, 9, 1)


class Purpose(StrEnum):
    """The optional uses."""

    SPACE = "space"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class PurposeText:
    """One use in plain words: the six items of the rule, in its order. `version` changes with them."""

    purpose: Purpose
    version: str
    label: str
    purpose_way_scope: str
    storage: str
    security: str
    refusing: str
    complaint: str
    correcting: str

    def items(self) -> list[tuple[str, str]]:
        """(title, text) of the six items."""
        return [
            ("目的、方式和范围", self.purpose_way_scope),
            ("存在哪里、存多久、到期怎么办", self.storage),
            ("怎么保护", self.security),
            ("不同意会怎样", self.refusing),
            ("怎么投诉和举报", self.complaint),
            ("怎么更正和删除", self.correcting),
        ]


_STORAGE = "存放在省内的平台服务器，不出境。{how_long}到期或撤回同意后 15 个工作日内删除或者做匿名处理。"
_SECURITY = "号码加密存放；只有本校班主任和学校管理员按职责能看到，每次查看完整号码都有记录；不展示广告，不给第三方。"
_COMPLAINT = "在平台提交工单，3 个工作日内答复；也可以向学校、当地教育局或者网信办（12377）投诉举报。"
_CORRECTING = "在“我的孩子”里随时撤回；信息有误或者要删除，请学校改正，或者提交工单。"

TEXTS: dict[Purpose, PurposeText] = {
    Purpose.SPACE: PurposeText(
        Purpose.SPACE,
        "2026-09",
        "开通个人空间",
        "为了让孩子有自己的学习空间：保存孩子写的文章、上传的作业和图片，同班同学和老师能看到。使用姓名、班级和孩子自己放进去的内容，不收集位置、通讯录和人脸。",
        _STORAGE.format(how_long="空间的内容保存到孩子毕业或者转出。"),
        _SECURITY,
        "不开通个人空间。上课、作业、登录和学籍都不受影响，老师不会因此区别对待。",
        _COMPLAINT,
        _CORRECTING,
    ),
    Purpose.PUBLISHING: PurposeText(
        Purpose.PUBLISHING,
        "2026-09",
        "公开展示作品",
        "为了在学校和班级的公开页面展示孩子的作品：使用作品、姓名中的姓和班级，任何人都能看到。不公开照片、全名和任何号码。",
        _STORAGE.format(how_long="作品公开到您撤回同意，最长三年。"),
        _SECURITY,
        "作品不公开，只有老师和同班同学能看到。其他都不受影响。",
        _COMPLAINT,
        _CORRECTING,
    ),
}
