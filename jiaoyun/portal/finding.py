"""Search everywhere: pages of the identities one has, where things went, help entries. By words or by sound."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.help_centre.entry import Entry
from jiaoyun.helpdesk.help_centre.folding import core, fold
from jiaoyun.helpdesk.help_centre.moves import Move, moves
from jiaoyun.helpdesk.help_centre.sound import fits
from jiaoyun.plumbing.actor import Actor, Grant
from jiaoyun.plumbing.navigation import APPLICATIONS, address
from jiaoyun.plumbing.powers import holds, place_of

_MOST_PAGES, _MOST_MOVES, _MOST_ENTRIES = 8, 3, 6
_SHORTEST = 2

#: (label, URL name, other words for it): pages that stand in no application's menu. One that is not there is left out.
_FOR_ALL = (
    ("登录", "accounts:login", "欢迎登录"),
    ("注册新用户", "accounts:register", "教师注册 学生注册 家长注册"),
    ("找回密码", "accounts:recover", "忘记密码 重置密码"),
    ("找学校", "portal:schools", "学校查询"),
    ("帮助", "portal:help", "常见问题 客服"),
    ("功能搬到哪里了", "helpdesk:help_moved", "旧菜单"),
    ("谁能做什么", "portal:who_may", "权限 联系管理员"),
    ("查询工单", "helpdesk:track", "工单进度"),
)
_FOR_KNOWN = (
    ("桌面", "portal:desktop", "首页 工作台 待办"),
    ("消息", "notices:list", "通知"),
    ("身份切换", "accounts:switch_identity", "切换身份 换身份"),
    ("个人中心", "accounts:personal", "个人设置 基本信息 绑定手机号 修改密码"),
    ("登录设备", "accounts:devices", "退出其他设备"),
    ("我的申请", "accounts:applications", "审核进度"),
    ("我的工单", "helpdesk:mine", "工单进度"),
    ("我的孩子", "roster:my_children", "关联孩子"),
)
#: What these two lists say to somebody who is already in, or not yet.
_ONLY_BEFORE_LOGIN = frozenset({"accounts:login", "accounts:register", "accounts:recover"})


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page: its name, where it stands, where it opens. `note`: the identity that must be taken up first."""

    label: str
    trail: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search shows; each part may be empty."""

    pages: list[FoundPage]
    moves: list[Move]
    entries: list[Entry]

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self.pages) + len(self.moves) + len(self.entries)


def find(asked: str, actor: Actor, back: str) -> Found:
    """What this reader may open and read that fits. One query, of the help centre's edits."""
    wanted = core(fold(asked))
    if len(wanted) < _SHORTEST:
        return Found([], [], [])
    pages = [page for page, words in _pages(actor) if any(fits(fold(word), wanted) for word in words)]
    entries = [hit.entry for hit in library().index.find(asked)]
    # Two old ways may lead to the same place today.
    went = list({move.new: move for move in moves(asked, actor, back)}.values())
    return Found(pages[:_MOST_PAGES], went[:_MOST_MOVES], entries[:_MOST_ENTRIES])


def _pages(actor: Actor) -> list[tuple[FoundPage, list[str]]]:
    """Every page that the actor may open, with the words that it is found by."""
    found: list[tuple[FoundPage, list[str]]] = []
    for grant in (actor.grant, *actor.others):
        if grant is not None:
            found += _menu_pages(grant, actor)
    listed = (*_FOR_KNOWN, *_FOR_ALL) if actor.is_known else _FOR_ALL
    for label, name, words in listed:
        if actor.is_known and name in _ONLY_BEFORE_LOGIN:
            continue
        if target := _address(name):
            found.append((FoundPage(label, "", target), [label, *words.split()]))
    return found


def _menu_pages(grant: Grant, actor: Actor) -> list[tuple[FoundPage, list[str]]]:
    place = place_of(grant)
    found: list[tuple[FoundPage, list[str]]] = []
    for app in APPLICATIONS.values():
        for item in app.items:
            if not holds(grant, item.power, place):
                continue
            if grant is actor.grant:
                page = FoundPage(item.label, app.label, address(item.page, place))
            else:
                query = urlencode({"identity": str(grant.identity_id)})
                switch = f"{reverse('accounts:switch_identity')}?{query}"
                page = FoundPage(item.label, app.label, switch, f"先换成{grant.role.label}身份")
            found.append((page, [f"{app.label}{item.label}"]))
    return found


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
