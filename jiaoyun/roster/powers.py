"""What may be done with a school's roll, and by whom."""

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Reach, declare

STUDENTS_SEE = declare("roster.students_see", "查看学生名单", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
CLASS_STUDENTS_SEE = declare(
    "roster.class_students_see",
    "查看一个班的学生",
    (Role.HOMEROOM, Reach.OWN_CLASS),
    (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),
)
STUDENTS_EXPORT = declare(
    "roster.students_export", "导出可回导名册（含完整号码）", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL)
)
STUDENTS_REVEAL = declare("roster.students_reveal", "查看学生的完整号码", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
ROSTER_IMPORT = declare("roster.import", "批量新增学生", (Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL))
REQUESTS_SEE = declare(
    "roster.requests_see",
    "查看学校导入时求助的名单",
    (Role.COUNTY_ADMIN, Reach.REGION),
    (Role.CITY_ADMIN, Reach.REGION),
    (Role.PROVINCE_ADMIN, Reach.REGION),
)
