"""The tickets of the demo, as texts: who asks for what, how long ago, and what a desk answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Story:
    """One ticket. `who`: a log-in of the demo, or a visitor; `typed`: the fields of its form, with {child}, {number},
    {county} filled in; `ago`: hours since it was raised; `desk` answered it `later` hours after, where it is closed."""

    kind: str
    who: str
    text: str
    ago: float
    typed: dict[str, str] = field(default_factory=dict)
    desk: str = ""
    answer: str = ""
    later: float = 0


VISITOR = ""
_CHILD = {"name": "{child}", "account": "{number}"}
_INSPECTOR = {"name": "支国强", "account": "demo_inspector"}
_SCHOOL_AT = {"school": "余干县黄金埠镇滨江小学", "county": "{county}"}

#: Those that wait, each at the desk where its kind begins.
OPEN = (
    Story("school_missing", VISITOR, "刚调到新建的学校，注册时选不到。", 30, {**_SCHOOL_AT, "school_code": ""}),
    Story("school_missing", VISITOR, "我们学校今年秋季新开办，找不到学校。", 22, {**_SCHOOL_AT, "school_code": ""}),
    Story("name_wrong", "demo_teacher", "证件上是「彬」，平台里写成了「斌」。", 20, {"right_name": "邹文彬"}),
    Story("other", "demo_guardian", "孩子开学转到了这个班，以前的成绩单在哪里看？", 9),
    Story("factor_lost", VISITOR, "换了手机，验证器没有了。", 8, {"name": "涂志强", "account": "demo_school2"}),
    Story("password_reset", VISITOR, "孩子的首次登录条丢了，请老师重新给一张。", 5, _CHILD),
    Story("account_theft", "demo_inspector", "收到了登录提醒，但我昨天没有登录。", 3, _INSPECTOR),
    Story("password_reset", VISITOR, "忘记密码，绑定的手机号也停用了。", 2, _CHILD),
)

_AT_CLASS = ("password_reset", VISITOR, _CHILD, "demo_homeroom")
_NOTHING: dict[str, str] = {}
_AT_SCHOOL = ("other", "demo_teacher", _NOTHING, "demo_school")
_AT_COUNTY = ("factor_lost", VISITOR, {"name": "涂志强", "account": "demo_school2"}, "demo_county")
_AT_SUPPORT = ("school_missing", VISITOR, {"county": "{county}", "school_code": ""}, "demo_support")

_ANSWERED = (
    (_AT_CLASS, "忘记密码了。", "已经重置，新的登录条交给孩子带回家了。", (3, 7, 5, 21, 2)),
    (_AT_SCHOOL, "新来的两位老师什么时候能审核？", "今天下午已经通过，现在就能登录。", (4, 26, 6)),
    (_AT_SCHOOL, "批量导入的模板里一年级的班级怎么写？", "写「一（1）班」或者「2026级1班」都认得。", (2, 11)),
    (_AT_COUNTY, "手机丢了，登录时收不到验证码。", "已与学校电话核实，二次验证已经重置。", (18, 9)),
    (_AT_SUPPORT, "找不到我们学校。", "学校已经开通，请返回注册页面重新选择。", (27, 33, 14)),
)
_SCHOOLS = ("余干县瑞洪镇前山小学", "余干县古埠镇湖田小学", "余干县三塘乡明湖小学")


def answered() -> list[Story]:
    """Those of the last weeks that a desk answered, the oldest first."""
    found, ago = [], 70 * 24.0
    for (kind, who, typed, desk), text, answer, hours in _ANSWERED:
        for at, later in enumerate(hours):
            school = {"school": _SCHOOLS[at % len(_SCHOOLS)]} if kind == "school_missing" else {}
            found.append(Story(kind, who, text, ago, {**school, **typed}, desk, answer, later))
            ago -= 104.5
    return sorted(found, key=lambda story: -story.ago)


#: Answers that a desk keeps: who, title, text.
ANSWERS = (
    ("demo_school", "登录条丢了", "请孩子到教务处重新领一张首次登录条，旧的那张会作废。"),
    ("demo_school", "审核要多久", "教师申请一般在一个工作日内审核，通过以后马上能登录。"),
    ("demo_homeroom", "当面核对", "请家长带户口簿到学校，当面核对以后马上办理。"),
    ("demo_county", "二次验证", "已与学校核实身份并重置，请重新登录设置验证器。"),
    ("demo_support", "学校已开通", "学校已经开通，请返回注册页面，输入学校名称重新选择。"),
    ("demo_support", "需要学校标识码", "请补充学校的 10 位标识码，学校教务处或县教育局可以查到。"),
)
