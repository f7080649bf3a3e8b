"""The words of the workbench: what each class means, who decides, what the choices do. One place for all of them."""

from dataclasses import dataclass

from jiaoyun.roster.models import Decision, RowClass
from jiaoyun.rules.name_distance import Likeness


@dataclass(frozen=True, slots=True)
class ClassWords:
    """`said` is the text users know; `why` says in one sentence what was found; `who` decides; `look` colours it."""

    said: str
    why: str
    who: str
    look: str

    @property
    def is_for_others(self) -> bool:
        """Whether somebody else has a part in it, so that the page must say who."""
        return self.who != _SELF


_SELF = "您（本校学校管理员）"
CLASS_WORDS: dict[RowClass, ClassWords] = {
    RowClass.NEW: ClassWords("新增", "平台上没有人用这个号码，导入时新建账号。", _SELF, "good"),
    RowClass.OTHER_CLASS: ClassWords(
        "身份证号被本校学生占用", "这个号码已经是本校学生的，文件里的班级和现在的不同。", _SELF, "care"
    ),
    RowClass.UPDATE: ClassWords(
        "信息更新", "是本校学生，文件里有新的信息。空着的格子不会清掉原来的内容。", _SELF, "good"
    ),
    RowClass.SAME: ClassWords("没有变化", "是本校学生，文件和名单完全一致，不用处理。", _SELF, "calm"),
    RowClass.BIN: ClassWords("回收站", "这名学生在本校的回收站里，可以恢复。", _SELF, "care"),
    RowClass.ELSEWHERE_GONE: ClassWords(
        "外校毕业学生", "这名学生在原学校已经毕业、转出或删除，可以直接接收，原学校会收到消息。", _SELF, "care"
    ),
    RowClass.ELSEWHERE_ENROLLED: ClassWords(
        "外校在读学生",
        "这名学生现在是别的学校的在读学生，要原学校放行，本校不能直接导入。",
        "原学校；没有回应由区县决定",
        "care",
    ),
    RowClass.ELSEWHERE_NAME: ClassWords(
        "外校学校但姓名未匹配",
        "这个号码在别的学校，登记的姓名和文件里的不一样。写错了就在这里改，没写错请区县核对。",
        "您先核对；区县裁定",
        "care",
    ),
    RowClass.OTHER_ROLE: ClassWords(
        "身份证号被其他角色占用",
        "这个号码登记在一位不是学生的人名下（比如老师或家长），很可能号码写错了。",
        "您先核对；区县和平台支持裁定",
        "care",
    ),
    RowClass.NAME_DIFFERS: ClassWords(
        "本校姓名不一致", "这个号码是本校学生的，但姓名和名单上的不一样。导入不会改姓名。", _SELF, "care"
    ),
    RowClass.TWO_PEOPLE: ClassWords(
        "号码冲突", "这一行的几个号码指向不同的人，或者和名单上的证件号不一样。", "您先核对；区县裁定", "bad"
    ),
    RowClass.REPEATED: ClassWords(
        "同一文件重复", "前面已经有一行是同一名学生：号码是他的，或者都没有号码而姓名和出生日期一样。", _SELF, "bad"
    ),
    RowClass.FAULTY: ClassWords("有错误", "有的格子写得不对，改好后这一行会自动重新核对。", _SELF, "bad"),
}

CHOICE_EFFECT: dict[Decision, str] = {
    Decision.ADD: "新建账号，进入文件里的班级",
    Decision.UPDATE: "用文件里有内容的格子更新本校保存的信息",
    Decision.MOVE: "进入文件里的班级，账号、密码和空间不变",
    Decision.ENROL: "接收为本校学生，先不分班",
    Decision.RESTORE: "从回收站恢复，进入文件里的班级，账号和空间照旧",
    Decision.KEEP_NAME: "姓名不改，班级和其他信息按文件更新",
    Decision.SKIP: "这一行不导入",
    Decision.OPEN: "取消刚才的决定，以后再说",
}
STATE_WORDS: dict[str, str] = {
    "enrolled": "在读",
    "graduated": "已毕业",
    "left": "已转出",
    "deleted": "已删除",
    "withdrawn": "已撤回",
}
# How the name in the file and the one on the roll differ. The level alone is told, never where or by what.
LIKENESS_WORDS: dict[Likeness, str] = {
    Likeness.SAME: "",
    Likeness.VARIANT: "两个姓名只是写法不同（繁体或异体字）。",
    Likeness.HOMOPHONE: "两个姓名同音，很可能是选错了字。",
    Likeness.NEAR: "两个姓名差一个字。",
    Likeness.DIFFERENT: "两个姓名差得很多，可能是号码写错了。",
}
DECISION_LOOK: dict[Decision, str] = {Decision.OPEN: "care", Decision.SKIP: "calm", Decision.REQUEST: "calm"}
