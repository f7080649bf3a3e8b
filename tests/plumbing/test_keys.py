"""The key file: made once, never overwritten, a new version added, faults said in words."""

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiaoyun.plumbing.keys import KeyFileError, add_sealing_key, keys, make_keys, read_keys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "keys.json"


def test_it_makes_a_file_that_only_its_owner_reads(path: Path) -> None:
    assert make_keys(path) is True
    made = read_keys(path)
    assert (len(made.digest), len(made.sealing[1]), made.current) == (32, 16, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_never_overwrites(path: Path) -> None:
    make_keys(path)
    before = path.read_bytes()
    assert make_keys(path) is False
    assert path.read_bytes() == before


def test_it_adds_a_version_and_keeps_the_old_ones(path: Path) -> None:
    make_keys(path)
    old = read_keys(path)
    assert add_sealing_key(path) == 2
    new = read_keys(path)
    assert new.current == 2
    assert new.sealing[1] == old.sealing[1] != new.sealing[2]
    assert new.digest == old.digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_it_says_which_file_is_missing_and_what_to_do(path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"keys\.json is missing.*keys --make.*backup"):
        read_keys(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[]",
        '{"digest": "x", "sealing": {}, "current": 1}',
        '{"digest": "", "sealing": {"1": "AAAAAAAAAAAAAAAAAAAAAA=="}, "current": 1}',
        '{"digest": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sealing": {"1": "AAAA"}, "current": 1}',
        '{"digest": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sealing": {}, "current": 1}',
    ],
)
def test_it_refuses_a_damaged_file(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KeyFileError, match="Restore it from the backup"):
        read_keys(path)


def test_it_shows_no_key_when_printed(path: Path) -> None:
    make_keys(path)
    made = read_keys(path)
    assert repr(made) == "Keys(versions=[1], current=1)"


def test_the_command_makes_rotates_and_reports(path: Path, settings) -> None:
    before = keys()
    settings.JIAOYUN_KEYS = path
    with pytest.raises(CommandError, match="missing"):
        call_command("keys", stdout=StringIO())
    out = StringIO()
    call_command("keys", "--make", stdout=out)
    call_command("keys", "--make", stdout=out)
    call_command("keys", "--rotate", stdout=out)
    call_command("keys", stdout=out)
    assert "keys made" in out.getvalue()
    assert "left as it is" in out.getvalue()
    assert "sealing keys [1, 2], in use: 2" in out.getvalue()
    secrets = json.loads(path.read_text(encoding="utf-8"))
    assert secrets["digest"] not in out.getvalue()
    # The process that runs the tests still works with the keys that it began with.
    assert keys() is before
