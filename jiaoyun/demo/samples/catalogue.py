"""The samples by key, and the two functions that the upload page calls."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jiaoyun.demo.samples import clashes, layouts, mess, national, plain
from jiaoyun.demo.samples.fresh import FreshPupils
from jiaoyun.demo.samples.known import SchoolNow
from jiaoyun.demo.samples.made import Made
from jiaoyun.demo.schools import MAIN
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.demo_samples import Sample


class Entry(NamedTuple):
    """A sample as the page shows it, and what builds it."""

    sample: Sample
    make: Callable[[SchoolNow, FreshPupils], Made]


CATALOGUE: tuple[Entry, ...] = (
    Entry(Sample("clean", "新生名单", "最低年级的新生，没有问题，可以直接导入"), plain.clean),
    Entry(Sample("clashes", "各种冲突", "每一种需要处理的情况都有几行"), clashes.clashes),
    Entry(Sample("gbk", "CSV 文本", "中文 Windows 另存的 CSV，旧编码"), plain.text_file),
    Entry(Sample("national", "全国学籍系统导出", "71 列，用得到的列会自动找出来"), national.national),
    Entry(Sample("damaged", "身份证号变成数字", "后三位已经丢失的号码会逐行指出"), mess.damaged),
    Entry(Sample("own-heads", "本校自己的表格", "表头上面有标题，列名和模板不同"), layouts.own_heads),
    Entry(Sample("merged", "合并单元格", "两行表头，大标题合并"), layouts.merged),
    Entry(Sample("long", "三千人大名册", "三千行，看看要多久"), plain.long_list),
    Entry(Sample("class-change", "调班", "同一批学生换班，重新导入即可"), plain.class_change),
    Entry(Sample("sheets", "每班一张工作表", "班级只写在工作表的名字里，还有封面和隐藏的行"), layouts.several_sheets),
    Entry(
        Sample("no-document", "没有证件的学生", "平台给他们编号；兄弟姐妹可以用同一个手机号"), mess.without_documents
    ),
    Entry(Sample("mess", "书写混乱", "全角、空格、各种日期写法、生僻字"), mess.messy_cells),
)
_NUMBERS = {entry.sample.key: number for number, entry in enumerate(CATALOGUE, start=1)}


def list_samples(place: Place) -> Sequence[Sample]:
    """What the upload page of a school offers."""
    return [entry.sample for entry in CATALOGUE]


def build(place: Place, key: str) -> tuple[str, bytes] | None:
    """File name and bytes of a sample for a school; None for an unknown key or a school without classes."""
    found = build_made(place, key)
    return (found.file_name, found.content) if found else None


def build_made(place: Place, key: str) -> Made | None:
    """A sample with its manifest, built from what the school is now."""
    number = _NUMBERS.get(key)
    if number is None or place.school_id is None:
        return None
    now = SchoolNow(place)
    if not now.classes:
        return None
    return CATALOGUE[number - 1].make(now, FreshPupils(number, place.school_id))


def write_samples(folder: Path) -> Iterator[Path]:
    """Write the samples of the tour's school into a folder; yields each path; makes a missing folder."""
    school = Organization.objects.everywhere("the demo's own school").get(code=MAIN)
    folder.mkdir(parents=True, exist_ok=True)
    for number, entry in enumerate(CATALOGUE, start=1):
        found = build_made(school.place, entry.sample.key)
        if found is not None:
            path = folder / f"{number:02d} {found.file_name}"
            path.write_bytes(found.content)
            yield path
