"""The bounds of a sheet that comes in. Each is far above what a school's largest roll needs."""

#: Bytes of an uploaded file (security.md: refused above 20 MB).
FILE_BYTES = 20 * 1024 * 1024
#: Bytes of all parts of a packed workbook, inflated.
UNPACKED_BYTES = 200 * 1024 * 1024
#: Bytes of formatted rows without any value that may come on top: a "used range" down to line 1,048,576.
BLANK_BYTES = 600 * 1024 * 1024
#: Parts in a packed workbook.
ENTRIES = 2_000
#: Rows with a value below the head row.
ROWS = 100_000
#: Columns: the last is IV, as in the old Excel format.
COLUMNS = 256
#: Characters in one cell, as in Excel.
CELL_CHARS = 32_767
#: Characters of all cells together.
TEXT_CHARS = 200 * 1024 * 1024
#: Seconds that the parent waits for the child in one call, and CPU seconds that the child gets.
SECONDS = 10
#: Address space of the child, interpreter included (an honest sheet of 100,000 rows and 12 columns takes 70 MiB).
CHILD_BYTES = 512 * 1024 * 1024
#: Rows at the top of each sheet that are searched for the head.
HEAD_ROWS = 40
