"""A database and a key file that do not belong together are told apart at once."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import run_checks

from jiaoyun.plumbing.key_check import check_keys_fit, require_keys
from jiaoyun.plumbing.keys import KeyFileError, add_sealing_key, keys, make_keys
from jiaoyun.plumbing.models import KeyCheck

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_file(tmp_path: Path, settings):
    """Another key file in use; the true one again afterwards."""
    settings.JIAOYUN_KEYS = tmp_path / "keys.json"
    keys.cache_clear()
    yield settings.JIAOYUN_KEYS
    keys.cache_clear()


def test_it_marks_the_database_once_and_knows_it_again() -> None:
    KeyCheck.objects.all().delete()
    check_keys_fit()
    marked = KeyCheck.objects.get()
    check_keys_fit()
    assert KeyCheck.objects.get().digest == marked.digest


def test_it_refuses_a_wrong_key_file_and_changes_nothing(other_file: Path) -> None:
    keys.cache_clear()
    make_keys(other_file)
    KeyCheck.objects.all().delete()
    KeyCheck.objects.create(pk=1, digest=bytes(32), sealed=bytes(40))
    with pytest.raises(KeyFileError, match="not the one that this database was written with"):
        check_keys_fit()
    assert bytes(KeyCheck.objects.get().digest) == bytes(32)


def test_it_refuses_a_file_whose_sealing_key_was_replaced(other_file: Path) -> None:
    make_keys(other_file)
    KeyCheck.objects.all().delete()
    check_keys_fit()
    text = other_file.read_text(encoding="utf-8")
    make_keys(other_file.with_name("second.json"))
    second = other_file.with_name("second.json").read_text(encoding="utf-8")
    start, end = '"sealing"', '"current"'
    other_file.write_text(
        text[: text.index(start)] + second[second.index(start) : second.index(end)] + text[text.index(end) :],
        encoding="utf-8",
    )
    keys.cache_clear()
    with pytest.raises(KeyFileError, match="not the one"):
        check_keys_fit()


def test_it_accepts_the_file_after_a_version_was_added(other_file: Path) -> None:
    make_keys(other_file)
    KeyCheck.objects.all().delete()
    check_keys_fit()
    add_sealing_key(other_file)
    keys.cache_clear()
    check_keys_fit()


def test_a_start_without_the_file_ends_with_words_and_no_traceback(other_file: Path, monkeypatch) -> None:
    said = StringIO()
    monkeypatch.setattr("sys.stderr", said)
    with pytest.raises(SystemExit) as ended:
        require_keys()
    assert ended.value.code == 1
    assert str(other_file) in said.getvalue()
    assert "is missing" in said.getvalue()
    assert "Traceback" not in said.getvalue()


def test_the_system_check_names_the_missing_file(other_file: Path) -> None:
    found = [message for message in run_checks(tags=["security"]) if message.id == "plumbing.E001"]
    assert len(found) == 1
    assert str(other_file) in found[0].msg


def test_the_database_check_finds_the_wrong_file(other_file: Path) -> None:
    make_keys(other_file)
    KeyCheck.objects.all().delete()
    KeyCheck.objects.create(pk=1, digest=bytes(32), sealed=bytes(40))
    found = [message.id for message in run_checks(tags=["database"], databases=["default"])]
    assert "plumbing.E002" in found
