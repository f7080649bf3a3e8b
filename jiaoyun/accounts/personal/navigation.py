"""What 个人中心 adds to the menu of 学校用户管理: the documents that the school's people corrected themselves."""

from jiaoyun.accounts.personal.powers import DOCUMENTS_REVERSE
from jiaoyun.organizations.frames import SCHOOL_USERS
from jiaoyun.plumbing.navigation import MenuItem, add_items

add_items(SCHOOL_USERS, MenuItem("证件更正核对", "accounts:document_changes", DOCUMENTS_REVERSE, sub=True, order=20))
