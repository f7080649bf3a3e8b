"""The editors' application on the desktop and its menu."""

from jiaoyun.helpdesk.help_centre import powers
from jiaoyun.plumbing.navigation import Application, MenuItem, declare

HELP_EDITING = "help_editing"

declare(
    Application(
        HELP_EDITING,
        "帮助中心编辑",
        icon="edit",
        page="helpdesk:help_editing",
        power=powers.HELP_EDIT,
        items=(
            MenuItem("全部条目", "helpdesk:help_editing", powers.HELP_EDIT),
            MenuItem("新写一条", "helpdesk:help_make", powers.HELP_EDIT, sub=True),
        ),
    )
)
