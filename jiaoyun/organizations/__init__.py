"""Organizations: the one tree of the province, its schools, their 学制 (stages), calendars and classes.

Uses plumbing and rules. Its words: organization 机构 (province, city, county, zone, school), path (materialised,
"below me" is a prefix), school 学校, stage 学段, class 班级 (`SchoolClass`), school year 学年.
"""
