"""Events to seal, and a heads file of the test's own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.audit import Happening, record_many

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def heads(tmp_path: Path, settings) -> Path:
    settings.JIAOYUN_AUDIT_HEADS = tmp_path / "heads.log"
    return settings.JIAOYUN_AUDIT_HEADS


def happening(number: int, actor: UUID | None = None) -> Happening:
    return Happening(
        action="roster.row_settled",
        actor_id=actor or uuid7(),
        identity_id=None,
        subject=("import_row", str(number)),
        place="/36/3601/",
        details={"choice": "keep", "rows": [number, number + 1]},
        request_id=f"r{number}",
        at=NOW,
    )


@pytest.fixture
def happened() -> Callable[[int], None]:
    """Record so many events."""

    def record(count: int) -> None:
        assert record_many(happening(number) for number in range(count)) == count

    return record
