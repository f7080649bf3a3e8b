"""Why a spreadsheet is not read, in the words that its owner gets."""

from jiaoyun.rules.faults import FaultText

_SAVE_AS = "请用 WPS 表格或 Excel 打开它，选择“另存为”，类型选“Excel 工作簿（.xlsx）”，再上传新文件。"
_COPY_OUT = "请新建一个空白表格，只把需要的行和列复制进去（粘贴时选“数值”），保存为 .xlsx 后再上传。"

#: Every code a sheet can be refused with. Placeholders are filled from the fault's values.
FAULTS: dict[str, FaultText] = {
    "too_large": FaultText(
        "文件太大，超过了 {megabytes} MB。", "请删去图片和用不到的工作表，或者按年级拆成几个文件，分别上传。"
    ),
    "empty": FaultText("文件里没有任何内容。", "请确认选对了文件，填好内容并保存以后再上传。"),
    "not_a_sheet": FaultText("这不是电子表格，而是{what}。", "请上传 .xlsx、.xls 或 .csv 格式的电子表格。"),
    "other_format": FaultText("暂时不能读取{format}格式的表格。", _SAVE_AS),
    "encrypted": FaultText(
        "这个表格设了打开密码，无法读取。", "请用 WPS 表格或 Excel 打开它，取消打开密码并保存，再上传。"
    ),
    "macro": FaultText("这个表格里带有宏程序，为了安全不能上传。", _SAVE_AS),
    "external_links": FaultText(
        "这个表格引用了别的文件里的数据，为了安全不能上传。",
        "请在“数据 → 编辑链接”里断开链接，或者把内容复制到新表格（粘贴时选“数值”），保存后再上传。",
    ),
    "damaged": FaultText("文件已损坏或不完整，无法读取。", "请重新导出或下载这个文件；如果能打开，" + _SAVE_AS[1:]),
    "too_many_rows": FaultText(
        "一个工作表里的数据超过了 {most} 行。", "请按年级或学校拆成几个文件，每个不超过 {most} 行，分别上传。"
    ),
    "too_many_columns": FaultText("表格太宽，内容到了 {cell}，超过了 {most} 列。", _COPY_OUT),
    "too_long_cell": FaultText(
        "第 {line} 行有一个单元格的文字太长，超过了 {most} 个字。", "请检查这一行，删短后再上传。"
    ),
    "bomb": FaultText("文件展开以后大得不正常，为了安全没有读取。", _COPY_OUT),
    "timeout": FaultText("文件太复杂，在规定的时间内没有读完。", _COPY_OUT),
    "encoding": FaultText("从第 {line} 行开始有无法识别的文字，可能混用了两种编码。", _SAVE_AS),
    "unclosed_quote": FaultText(
        "第 {line} 行开始有一个双引号没有配对，后面的内容无法分行。", "请检查这一行的双引号；或者" + _SAVE_AS[1:]
    ),
    "no_head": FaultText(
        "没有找到标题行（写着“姓名”“身份证号”等列名的那一行）。",
        "请在数据上方加一行列名，或者下载模板，把数据复制进去。",
    ),
    "sheet_gone": FaultText("文件里没有选中的工作表。", "请重新上传文件，再选一次工作表。"),
}


class SheetFault(ValueError):
    """A file that the sheet reader refuses.

    `code` is a key of `FAULTS`; `values` fill its placeholders. `str()` shows the code only. A value `reason`, where
    there is one, tells the operator what was found; no text shows it.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def text(self) -> FaultText:
        """What is wrong and what to do, with its placeholders filled in."""
        return describe_sheet_fault(self.code, self.values)


def describe_sheet_fault(code: str, values: dict[str, object] | None = None) -> FaultText:
    """The Chinese text of a stored fault (code and values apart). KeyError for an unknown code."""
    what, todo = FAULTS[code]
    filled = values or {}
    return FaultText(what.format_map(filled), todo.format_map(filled))
