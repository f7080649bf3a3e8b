"""The child is alone, bounded, and always gone."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from jiaoyun.plumbing.sheets import launch, process
from jiaoyun.plumbing.sheets.faults import FAULTS, SheetFault, describe_sheet_fault
from jiaoyun.plumbing.sheets.reader import peek, read_rows
from tests.hostile.files import CSV
from tests.plumbing.sheets.packing import book, honest_rows, sheet

WORDS = frozenset({"姓名"})
SHEETS = Path(process.__file__).parent


@pytest.fixture
def sleeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A child that never answers and writes its number to a file."""
    note = tmp_path / "pid"
    program = tmp_path / "child.py"
    program.write_text(f"import os, time\nopen({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    monkeypatch.setattr(launch, "_CHILD", program)
    return note


def test_it_imports_no_django() -> None:
    program = f"import sys; sys.argv = ['', {launch._import_path()!r}, 'rows', '0', '1']; "
    program += f"exec(compile(open({str(SHEETS / 'child.py')!r}).read(), 'child', 'exec')); "
    program += "print([name for name in sys.modules if name.startswith(('django', 'config'))], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], input=book(sheet(honest_rows(3))), capture_output=True, check=True
    )
    assert done.stderr.strip() == b"[]"
    assert b'"end":true' in done.stdout


def test_it_waits_no_longer_than_it_may(sleeper: Path) -> None:
    began = monotonic()
    with pytest.raises(SheetFault, match="timeout"):
        peek(CSV.encode(), head_words=WORDS, seconds=0.5)
    assert monotonic() - began < 3
    with pytest.raises(ProcessLookupError):
        os.kill(int(sleeper.read_text()), 0)


def test_it_ends_the_child_when_the_reading_stops_early() -> None:
    rows = read_rows(CSV.encode() + b"x,y\n" * 200_000, sheet_index=0, head_row=1, block=1_000)
    assert len(next(rows)) == 1_000
    assert _children()
    rows.close()
    assert not _children()


def _children() -> list[str]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [pid for pid in listed if b"child.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.parametrize(("death", "code"), [("SIGXCPU", "timeout"), ("SIGABRT", "bomb"), ("SIGTERM", "damaged")])
def test_it_knows_what_a_child_died_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: str, code: str) -> None:
    program = tmp_path / "child.py"
    program.write_text(f"import os, signal\nos.kill(os.getpid(), signal.{death})\n")
    monkeypatch.setattr(launch, "_CHILD", program)
    with pytest.raises(SheetFault) as caught:
        peek(CSV.encode(), head_words=WORDS)
    assert caught.value.code == code


def test_it_refuses_a_file_of_more_than_20_mb_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    with pytest.raises(SheetFault) as caught:
        peek(large, head_words=WORDS)
    assert "20 MB" in caught.value.text.what


def test_it_has_words_for_every_fault() -> None:
    values = dict.fromkeys(("megabytes", "what", "format", "most", "cell", "line"), "x")
    for code in FAULTS:
        text = describe_sheet_fault(code, dict(values))
        assert text.what.endswith("。")
        assert text.todo.endswith("。")
    used = {code for file in SHEETS.rglob("*.py") for code in FAULTS if f'"{code}"' in file.read_text()}
    assert used == set(FAULTS)
