"""The demo page of the component library: every component with real-looking, invented data. Development only."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jiaoyun.plumbing.pages import public_page

SCREENS = {
    "": ("components", "组件"),
    "workbench": ("workbench", "批量新增学生"),
    "list": ("list", "学生名单"),
    "desktop": ("desktop", "熊老师，下午好"),
    "portal": ("portal", "江西的老师、学生和家长，从这里进"),
    "login": ("login", "欢迎登录"),
    "slips": ("slips", "首次登录凭条"),
}

_PERSON = {
    "name": "熊秀英",
    "is_known": True,
    "grant": {"role": {"label": "学校管理员"}, "place_name": "余干县黄金埠镇中心小学"},
    "others": ("一年级（2）班 班主任",),
}
_CRUMBS = [
    ("上饶市", None),
    ("余干县", "#"),
    ("黄金埠镇中心小学", "#"),
    ("学生", None),
]


@public_page("development only")
def components(request: HttpRequest) -> HttpResponse:
    """One screen of invented data: `?screen=` names it, the list of components without. 404 outside development."""
    screen = request.GET.get("screen", "")
    if not settings.DEBUG or screen not in SCREENS:
        raise Http404
    template, title = SCREENS[screen]
    known = screen not in ("portal", "login")
    context = {
        "page_title": title,
        "screens": [(f"?screen={key}", words) for key, (_, words) in SCREENS.items()],
        "portal_page": "accounts:login" if screen == "login" else "portal:home",
        "form": _wrong_form(),
        **_workbench(),
        **_pieces(),
    }
    if known:
        context["actor"] = _PERSON
    if screen != "desktop":
        context |= {"crumbs": _CRUMBS, "menu": _menu()}
    return render(request, f"plumbing/components/{template}.html", context)


def _menu() -> dict[str, Any]:
    entries = [
        ("教师", False, False, 3),
        ("学生", False, False, 0),
        ("学生名单", True, False, 0),
        ("批量新增学生", True, True, 0),
        ("批量调班", True, False, 0),
        ("班级", False, False, 2),
        ("教学", False, False, 0),
        ("升级毕业", False, False, 0),
        ("回收站", False, False, 0),
    ]
    items = [
        {"label": label, "address": "#", "sub": sub, "current": current, "badge": badge}
        for label, sub, current, badge in entries
    ]
    return {"label": "学校用户管理", "items": items}


def _workbench() -> dict[str, Any]:
    names = ("上传", "列对应", "核对", "处理冲突", "导入", "完成")
    states = ("done", "done", "done", "now", "todo", "todo")
    counts = [
        (812, "新增", "good", ""),
        (36, "本校学生占用", "care", "31"),
        (9, "外校毕业学生", "care", "2"),
        (4, "外校在读学生", "care", ""),
        (1, "姓名未匹配", "care", ""),
        (2, "其他角色占用", "care", ""),
        (12, "有错误", "bad", ""),
    ]
    rows = [
        (14, "熊子涵", "3699 **** **** 2416", "一（2）班", "一（1）班", "info", "转入当前班级"),
        (15, "欧阳思琪", "3699 **** **** 032X", "一（3）班", "一（1）班", "info", "转入当前班级"),
        (27, "㛃䶮·买买提江", "3699 **** **** 1198", "一（3）班", "一（1）班", "care", "未处理"),
        (58, "胡梓轩", "3699 **** **** 7731", "回收站", "一（2）班", "care", "未处理"),
        (93, "刘一诺", "3699 **** **** 5529", "二（1）班", "一（9）班", "bad", "没有这个班"),
        (94, "涂雨桐", "3699 **** **** 8842", "一（1）班", "一（1）班", "good", "没有变化"),
    ]
    keys = ("line", "name", "hint", "old", "new", "state", "outcome")
    return {
        "steps": [{"label": name, "state": state} for name, state in zip(names, states, strict=True)],
        "classes": [
            {"count": n, "label": label, "state": state, "done": done, "address": "#", "current": n == 36}
            for n, label, state, done in counts
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in rows],
        "changes": [
            {"label": "班级", "old": "一（2）班", "new": "一（1）班"},
            {"label": "学籍号", "old": "G3699 **** 2416", "new": None},
            {"label": "监护人", "old": "139****0871", "new": "159****6620"},
            {"label": "账号", "old": "保留，密码与空间", "new": None},
        ],
    }


def _pieces() -> dict[str, Any]:
    switch = {"label": "请该校放行", "address": "#"}
    return {
        "refusal": {
            "text": "外校在读学生",
            "cause": "聂**（3699********0427）现在是玉亭镇第一小学三（2）班的在读学生，不能直接导入。",
            "who": "玉亭镇第一小学学校管理员",
            "remedies": [
                switch,
                {"label": "身份证号写错了？在这一行改正", "address": "#"},
                {"label": "有证明材料，请余干县处理", "address": "#"},
            ],
            "others": [],
        },
        "reference": "0199d3c27c21",
        "touched": [("名学生", 3), ("个账号停用", 3), ("条监护人关系", 4)],
        "names": ["熊子涵", "欧阳思琪", "胡梓轩"],
        "sizes": [("20", "#", True), ("50", "#", False), ("100", "#", False)],
        "slips": [
            (name, "余干县黄金埠镇中心小学 一（1）班", f"xiong{n:03}", "KM7Q-3RTF-92HX")
            for n, name in enumerate(_NAMES * 2, 1)
        ],
    }


_NAMES = ("熊子涵", "欧阳思琪", "㛃䶮·买买提江", "胡梓轩", "刘一诺")


class _Registration(forms.Form):
    name = forms.CharField(label="姓名")
    phone = forms.CharField(label="手机号", help_text="11 位，用来收取验证码")
    remark = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))


def _wrong_form() -> forms.Form:
    form = _Registration({"name": "熊秀英", "phone": "1391234"})
    form.is_valid()
    form.add_error("phone", "手机号是 11 位数字，这里只有 7 位，请补全。")
    return form
