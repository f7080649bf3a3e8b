"""The same phone bound by fifty at once ends with one owner, on the database in use (issue: races)."""

import threading
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.plumbing.refusals import Refused
from tests.people import invent_phone

PHONE, MANY = invent_phone(7401), 50


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_of_fifty_gets_the_phone(django_db_serialized_rollback: Any) -> None:
    accounts = [_account() for _ in range(MANY)]
    gate, bound, refused = threading.Barrier(MANY), list[UUID](), list[str]()

    def try_it(account_id: UUID) -> None:
        gate.wait()
        try:
            bind(account_id, IdentifierKind.PHONE, PHONE, now=timezone.now())
            bound.append(account_id)
        except Refused as caught:
            refused.append(caught.id)
        except OperationalError:
            refused.append("busy")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(account_id,)) for account_id in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = Identifier.objects.everywhere("the test's own").filter(account_id__in=accounts, released_at=None)
    assert [row.account_id for row in rows] == bound
    assert len(bound) == 1
    assert len(refused) == MANY - 1


def _account() -> UUID:
    row = Account(id=uuid7(), name="雀竞争", name_key="雀竞争", created_at=timezone.now())
    row.save(force_insert=True)
    return row.id
