"""PostgreSQL: a role that does not own the audit can add to it and read it, and nothing else."""

from importlib import import_module

import pytest
from django.db import ProgrammingError, connection, transaction

from jiaoyun.plumbing.audit import record_many
from tests.plumbing.audit.conftest import happening

pytestmark = pytest.mark.django_db

ROLE = "jiaoyun_test_application"


@pytest.fixture
def as_application():
    """Work as a role that was given everything, and then went through the migration."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles: there the chain detects what cannot be prevented")
    protect = import_module("jiaoyun.plumbing.migrations.0002_each_database").protect_audit
    with connection.cursor() as cursor:
        cursor.execute(f"create role {ROLE}")
        cursor.execute(f"grant {ROLE} to current_user")
        cursor.execute(f"grant all on all tables in schema public to {ROLE}, public")
        cursor.execute(f"grant usage on all sequences in schema public to {ROLE}")
        with connection.schema_editor(atomic=False) as editor:
            protect(None, editor)
        cursor.execute(f"set local role {ROLE}")
        yield cursor
        cursor.execute("reset role")


def test_the_application_may_add_and_read(as_application) -> None:
    record_many([happening(1)])
    as_application.execute("select count(*) from plumbing_auditevent")
    assert as_application.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "update plumbing_auditevent set action = 'x'",
        "delete from plumbing_auditevent",
        "truncate plumbing_auditevent",
        "update plumbing_auditseal set count = 0",
        "delete from plumbing_auditseal",
        "truncate plumbing_auditseal",
    ],
)
def test_the_application_may_not_change_history(as_application, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        as_application.execute(statement)
