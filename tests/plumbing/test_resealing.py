"""Rotating the sealing key: everything rewritten, nothing lost, to be interrupted and begun again."""

from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from uuid_utils.compat import uuid7

from jiaoyun.plumbing import resealing
from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.key_check import check_keys_fit
from jiaoyun.plumbing.keys import add_sealing_key, keys, make_keys
from jiaoyun.plumbing.models import KeyCheck, ThrottleCount
from jiaoyun.plumbing.sealing import Sealer, kind_prefix, seal, unseal

pytestmark = pytest.mark.django_db

KIND = "test.note"


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings, monkeypatch):
    """A key file and a registry of the test's own. The digest column of the throttle stands in for a sealed one."""
    settings.JIAOYUN_KEYS = tmp_path / "keys.json"
    # Files that other tests stored are sealed with other keys.
    settings.JIAOYUN_UPLOADS = tmp_path / "uploads"
    make_keys(settings.JIAOYUN_KEYS)
    keys.cache_clear()
    monkeypatch.setattr(resealing, "SEALED", [])
    KeyCheck.objects.all().delete()
    check_keys_fit()
    yield settings.JIAOYUN_KEYS
    keys.cache_clear()


def bound(number: int) -> bytes:
    return number.to_bytes(4, "big")


def fill(count: int) -> None:
    from django.utils import timezone

    sealer, prefix = Sealer(), kind_prefix(KIND)
    rows = (
        (sealer.seal(prefix, bound(number), f"text {number}".encode()), number, 1, timezone.now())
        for number in range(count)
    )
    insert_rows(ThrottleCount, ("digest", "window", "count", "expires_at"), rows)
    resealing.register_sealed(ThrottleCount, "digest", KIND, "window")


def texts() -> list[str]:
    sealer, prefix = Sealer(), kind_prefix(KIND)
    rows = ThrottleCount.objects.order_by("window").values_list("window", "digest")
    return [sealer.unseal(prefix, bound(number), bytes(sealed)).decode() for number, sealed in rows]


def versions() -> set[int]:
    return {bytes(sealed)[0] for sealed in ThrottleCount.objects.values_list("digest", flat=True)}


def rotate(path: Path) -> None:
    add_sealing_key(path)
    keys.cache_clear()


def test_it_rewrites_everything_with_the_current_key(own_keys: Path) -> None:
    fill(2500)
    rotate(own_keys)
    before = texts()
    out = StringIO()
    call_command("rotate_sealing", stdout=out)
    assert "plumbing.ThrottleCount.digest: 2500 rewritten" in out.getvalue()
    assert versions() == {2}
    assert texts() == before == [f"text {number}" for number in range(2500)]
    assert bytes(KeyCheck.objects.get().sealed)[0] == 2
    check_keys_fit()


def test_it_goes_on_where_it_was_interrupted(own_keys: Path) -> None:
    fill(2500)
    rotate(own_keys)
    steps = resealing.reseal_all()
    assert next(steps)[1] == 1000
    steps.close()
    assert versions() == {1, 2}
    assert sum(count for _, count in resealing.reseal_all()) == 1500
    assert versions() == {2}
    assert texts() == [f"text {number}" for number in range(2500)]


def test_it_leaves_alone_what_changed_meanwhile(own_keys: Path, monkeypatch) -> None:
    fill(3)
    rotate(own_keys)
    newer = Sealer().seal(kind_prefix(KIND), bound(1), b"newer")
    read = resealing._batch

    def read_then_change(*arguments: object) -> object:
        batch = read(*arguments)
        ThrottleCount.objects.filter(window=1).update(digest=newer)
        return batch

    monkeypatch.setattr(resealing, "_batch", read_then_change)
    assert sum(count for _, count in resealing.reseal_all()) == 2
    assert texts() == ["text 0", "newer", "text 2"]


def test_it_says_where_a_value_does_not_open_and_changes_nothing_of_that_batch(own_keys: Path) -> None:
    fill(3)
    ThrottleCount.objects.filter(window=1).update(digest=b"\x01" + bytes(40))
    rotate(own_keys)
    with pytest.raises(CommandError, match="Nothing of that batch was changed"):
        call_command("rotate_sealing", stdout=StringIO())
    assert versions() == {1}


def test_a_running_process_learns_a_version_that_another_one_added(own_keys: Path) -> None:
    row: UUID = uuid7()
    old = Sealer()
    add_sealing_key(own_keys)
    keys.cache_clear()
    fresh = seal(KIND, row, "text")
    assert fresh[0] == 2
    assert old.unseal(kind_prefix(KIND), row.bytes, fresh) == b"text"
    assert unseal(KIND, row, fresh) == "text"
