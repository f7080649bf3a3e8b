"""Spreadsheets: the one reader and the one writer of the platform.

The reader (`reader.peek`, `reader.read_rows`) parses a stranger's file in a child process that imports no Django
(`child.py` and `inside/`) and hands rows of text on. The writer (`writer`) makes every sheet that leaves the platform.
Its words: kind (what the content is), line (the row number that Excel shows), head (the row with the column titles),
mark (what a cell was when it was not text; see `cells`). Nothing is imported here, so that the child starts fast.
"""
