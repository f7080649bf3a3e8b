"""People of a benchmark who log in: teachers of the test world's school, each with an account of their own."""

from typing import Any


def more_teachers(world: Any, many: int) -> list[str]:
    """Account names of so many new teachers of the school; their password is the test world's."""
    from django.utils import timezone

    from jiaoyun.accounts.models import Account, Identifier, Identity
    from jiaoyun.plumbing.actor import Role
    from tests.world import password_hash
    from tests.world_cast import Member
    from tests.world_rows import Rows

    rows = Rows(timezone.now(), pupils=world.pupils, class_ids=world.classes)
    for index in range(many):
        rows.add_member(f"many{index}", Member(Role.TEACHER, "school", "雀众师"), world.place("school"), 200 + index)
    for account in rows.tables[Account]:
        account.password = password_hash()
    for model in (Account, Identifier, Identity):
        model.objects.bulk_create(rows.tables[model])
    return [f"q_many{index}" for index in range(many)]
