"""The kinds of tickets that are about accounts and schools. The rooms above declare theirs beside their own pages."""

from jiaoyun.helpdesk import own_cures as cures
from jiaoyun.helpdesk.first_desks import above_administrator, who_froze
from jiaoyun.helpdesk.kinds import Ask, Kind, Way, declare_kind
from jiaoyun.helpdesk.levels import Level

_NAME, _DOCUMENT, _PHONE, _ACCOUNT = Ask("name"), Ask("document"), Ask("phone"), Ask("account")


_LOG_IN = Way("用短信验证码登录", "accounts:login_sms")

declare_kind(
    Kind(
        "account_restore",
        "恢复已删除的账号",
        Level.PROVINCE,
        "账号被删除了，要恢复。",
        asks=(_NAME, _DOCUMENT),
        cures=(cures.RESTORE,),
        two_people=True,
        help_entry="account-abnormal",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "unbind_document",
        "身份证号被占用，要解绑",
        Level.SCHOOL,
        "注册时提示身份证号已注册，但那个账号不是现在要用的。",
        asks=(_NAME, _DOCUMENT),
        ways=(_LOG_IN,),
        cures=(cures.UNBIND_DOCUMENT, cures.CONFIRM_DOCUMENT),
        two_people=True,
        help_entry="document-taken",
        finds_person=True,
        first_desk=above_administrator(Level.SCHOOL),
    )
)
declare_kind(
    Kind(
        "unbind_phone",
        "手机号被占用，要解绑",
        Level.SCHOOL,
        "手机号绑在了别人的账号上，而且收不到那个号码的短信。",
        asks=(_NAME, _PHONE),
        ways=(_LOG_IN,),
        cures=(cures.UNBIND_PHONE, cures.CONFIRM_PHONE),
        two_people=True,
        help_entry="phone-taken",
        finds_person=True,
        first_desk=above_administrator(Level.SCHOOL),
    )
)
declare_kind(
    Kind(
        "thaw",
        "账号被冻结，要解冻",
        Level.SCHOOL,
        "管理员冻结了账号。",
        asks=(_NAME, _ACCOUNT),
        cures=(cures.THAW,),
        help_entry="account-frozen",
        finds_person=True,
        first_desk=who_froze,
    )
)
declare_kind(
    Kind(
        "password_reset",
        "请老师或学校重置密码",
        Level.CLASS,
        "忘记密码，也没有绑定手机号和邮箱。管理员的账号由上一级重置。",
        asks=(_NAME, _ACCOUNT),
        ways=(Way("用手机或邮箱找回密码", "accounts:recover"),),
        cures=(cures.RESET, cures.RESET_ABOVE),
        help_entry="forgot-password",
        finds_person=True,
        first_desk=above_administrator(Level.CLASS),
    )
)
declare_kind(
    Kind(
        "name_wrong",
        "我的姓名写错了，请学校更正",
        Level.SCHOOL,
        "登录后看到的姓名和证件上的不一样。姓名只能由学校更正，原因会留下来。",
        asks=(Ask("right_name"),),
        cures=(cures.RENAME, cures.RENAME_ABOVE),
        help_entry="correct-my-data",
        finds_person=True,
        first_desk=above_administrator(Level.SCHOOL),
        for_known=True,
    )
)
declare_kind(
    Kind(
        "identity_clash",
        "本人的证件号被别人登记了",
        Level.PROVINCE,
        "注册或者改正身份证号时，提示号码已被占用。",
        asks=(_NAME, _DOCUMENT),
        cures=(cures.UNBIND_DOCUMENT, cures.CONFIRM_DOCUMENT, cures.MERGE),
        two_people=True,
        help_entry="document-taken",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "identity_merge",
        "合并我的两个账号",
        Level.PROVINCE,
        "同一个人有两个账号：现在登录的这个会保留，另一个并进来。",
        asks=(_NAME, Ask("account", label="另一个账号")),
        cures=(cures.MERGE,),
        two_people=True,
        finds_person=True,
        for_known=True,
    )
)
declare_kind(
    Kind(
        "school_missing",
        "学校不在平台里",
        Level.SUPPORT,
        "注册时找不到学校，或者提示学校不在平台的租户中。",
        asks=(Ask("school"), Ask("county"), Ask("school_code", required=False)),
        cures=(cures.SCHOOL,),
        help_entry="school-not-found",
        joins="school",
    )
)
declare_kind(
    Kind(
        "factor_lost",
        "二次验证的手机丢了",
        Level.COUNTY,
        "管理员收不到验证码，恢复码也没有了。",
        asks=(_NAME, _ACCOUNT),
        cures=(cures.FACTOR,),
        help_entry="factor-lost",
        finds_person=True,
        first_desk=above_administrator(Level.COUNTY),
    )
)
declare_kind(
    Kind(
        "account_theft",
        "不是我操作的，账号可能被盗",
        Level.SCHOOL,
        "收到了不是自己操作的安全提醒。",
        asks=(_NAME, _ACCOUNT),
        ways=(Way("马上改密码", "accounts:password"),),
        working_days=1,
        cures=(cures.FREEZE, cures.RESET, cures.RESET_ABOVE),
        help_entry="not-me",
        finds_person=True,
        first_desk=above_administrator(Level.SCHOOL),
    )
)
declare_kind(Kind("other", "其他问题", Level.SCHOOL, "上面都不是。", help_entry="tickets"))
