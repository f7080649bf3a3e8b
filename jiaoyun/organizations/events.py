"""What is recorded of changes to classes."""

from jiaoyun.plumbing.events import declare

CLASSES_ADDED = declare(
    "organizations.classes_added",
    "新增了班级（{entry_year}年入学，班号 {numbers}）",
    subject=("school", "school_id"),
    fields=("stage", "entry_year", "numbers", "class_ids"),
)
CLASS_CLOSED = declare(
    "organizations.class_closed",
    "撤销了一个没有人的班级",
    subject=("class", "class_id"),
    fields=("school_id", "stage", "entry_year", "number"),
)
PROVINCE_LOADED = declare(
    "organizations.province_loaded",
    "从数据表装入了行政区划和学校（新增 {organizations} 个机构、{schools} 所学校）",
    subject=("organization", "province_id"),
    fields=("organizations", "schools", "renamed"),
)
TENANT_ADDED = declare(
    "organizations.tenant_added",
    "开通了学校（办学类型 {school_type}）",
    subject=("school", "school_id"),
    fields=("county_id", "school_type", "years", "was_there"),
)
