"""What two ways of writing the same words have in common: width, case, marks, blanks, and words people mix up."""

import re
import unicodedata

#: Written so by nearly everybody, meant so by nobody (product.md: 登陆 and 登录 are equal).
_SAME = {
    "登陆": "登录", "登入": "登录", "帐": "账", "学藉": "学籍", "学藉号": "学籍号", "校管员": "学校管理员",
    "老师": "教师", "电话号码": "手机号", "手机号码": "手机号", "邮件": "邮箱", "注消": "注销", "重制": "重置",
    "改密码": "修改密码", "忘了密码": "忘记密码", "验证吗": "验证码", "微机": "电脑", "计算机": "电脑",
}  # fmt: skip
_MIXED_UP = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_MARKS = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U000323af]+")
#: What every question holds: it tells nothing about which.
_FILLING = re.compile(
    "请问|你好|您好|怎么办|怎么|怎样|如何|为什么|为何|什么|在哪里|在哪儿|哪里|在哪|哪儿|一直|老是|总是|提示|显示|出现|告诉我|"
    "该|呢|吗|啊|呀|吧|了|的|我|想要|想|要|是"
)
_QUOTED = re.compile(r"[「『“\"'‘【]([^「」『』“”\"'‘’【】]{2,})[」』”\"'’】]")


def fold(text: str) -> str:
    """The text as it is compared: half width, lower case, marks and blanks gone, 登陆 as 登录. Idempotent."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = _MIXED_UP.sub(lambda found: _SAME[found[0]], plain)
    plain = _MARKS.sub("", plain)
    return _MIXED_UP.sub(lambda found: _SAME[found[0]], plain)


def core(folded: str) -> str:
    """The folded text without words that stand in every question; all of it where nothing else is left."""
    return _FILLING.sub("", folded) or folded


def quoted(text: str) -> list[str]:
    """The folded parts that stand between quotation marks: an error text inside a sentence."""
    return [part for part in map(fold, _QUOTED.findall(text)) if part]


def grams(folded: str) -> set[str]:
    """Every two neighbours but those of digits, which tell nothing; the only character of a text of one."""
    pairs = {folded[at : at + 2] for at in range(len(folded) - 1)} or ({folded} if folded else set())
    return {pair for pair in pairs if not pair.isdigit()}
