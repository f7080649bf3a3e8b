"""What is recorded of the help centre: ids and counts, never a text."""

from jiaoyun.plumbing.events import declare

ENTRY_EDITED = declare(
    "helpdesk.help_edited",
    "修改了帮助条目「{key}」（第 {version} 版）",
    subject=("help_entry", "key"),
    fields=("key", "version"),
)
ENTRY_RESTORED = declare(
    "helpdesk.help_restored",
    "把帮助条目「{key}」恢复成第 {number} 版",
    subject=("help_entry", "key"),
    fields=("key", "number", "version"),
)
FILE_CHOSEN = declare(
    "helpdesk.help_file_chosen",
    "核对了帮助条目「{key}」的自带内容",
    subject=("help_entry", "key"),
    fields=("key", "taken", "version"),
)
ENTRY_HIDDEN = declare(
    "helpdesk.help_hidden",
    "撤下或重新放上帮助条目「{key}」",
    subject=("help_entry", "key"),
    fields=("key", "hidden", "version"),
)
MISS_SETTLED = declare(
    "helpdesk.help_miss_settled", "处理了一个没有答案的问题", subject=("help_miss", "miss_id"), fields=("count",)
)
ENTRY_RATED = declare(
    "helpdesk.help_rated", "给帮助条目「{key}」评了有没有用", subject=("help_entry", "key"), fields=("key", "useful")
)
