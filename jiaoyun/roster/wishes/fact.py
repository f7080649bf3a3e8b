"""The own class in 基本信息: the accounts' page shows what other rooms know of a person."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.personal.own_facts import OwnFact, declare_own_fact
from jiaoyun.roster.wishes.own import class_name_of


def own_class_fact(account_id: UUID) -> Iterable[OwnFact]:
    """班级, for pupils who are 在读, with the way to ask for another one."""
    name = class_name_of(account_id, timezone.now())
    if name:
        yield OwnFact("班级", name, reverse("roster:my_class"), "班级不对，申请更改")


declare_own_fact(own_class_fact)
