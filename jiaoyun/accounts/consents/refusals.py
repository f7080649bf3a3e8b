"""What can be refused about consents."""

from jiaoyun.plumbing.refusals import Remedy, declare

_RULES = Remedy("看儿童个人信息保护规则", "roster:children_rules")

OWN_TURN = declare(
    "accounts.consent.own_turn",
    text="孩子已满十四周岁，由本人决定",
    cause="从十四周岁生日起，这些用途由孩子自己登录后同意或者撤回，家长给的同意不再有效。",
    remedies=(_RULES,),
)
GUARDIANS_TURN = declare(
    "accounts.consent.guardians_turn",
    text="不满十四周岁，由家长决定",
    cause="请家长登录，在“我的孩子”里同意或者不同意。家长还没有账号的，可以先注册并绑定孩子。",
    remedies=(Remedy("家长注册", "roster:register_guardian"), _RULES),
)
CHANGED = declare(
    "accounts.consent.changed",
    text="内容刚刚更新过",
    cause="您看到的是旧的说明。请看过新的说明以后再决定。",
    remedies=(_RULES,),
)
