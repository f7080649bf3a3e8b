"""System checks of the plumbing: the key file, before anything else fails because of it, and the declared pages."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import OperationalError, ProgrammingError

from jiaoyun.plumbing.keys import KeyFileError, keys


@register(Tags.security)
def check_key_file(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The key file is there and whole. Every command checks it but the one that makes it."""
    try:
        keys()
    except KeyFileError as error:
        return [Error(str(error), id="plumbing.E001")]
    return []


@register(Tags.database)
def check_keys_of_database(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The key file belongs to this database (`manage.py check --database default`, `migrate`)."""
    from jiaoyun.plumbing.key_check import check_keys_fit

    try:
        check_keys_fit()
    except KeyFileError as error:
        return [Error(str(error), id="plumbing.E002")]
    except (OperationalError, ProgrammingError):
        # No tables yet: the first migrate makes them, the first start marks them.
        return []
    return []


@register(Tags.urls)
def check_declared_pages(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every address has a name and a view that says who may open it; one that does not keeps the server from starting.

    Called by every management command, so also by the set-up and by the one that starts the server.
    """
    from jiaoyun.plumbing.routes import all_routes

    faults: list[CheckMessage] = []
    for route in all_routes():
        if route.declaration is None:
            hint = "declare it with @page, @own_page or @public_page (jiaoyun/plumbing/pages.py)"
            faults.append(Error(f"the view of {route.path} declares no power", hint=hint, id="plumbing.E003"))
        if not route.name:
            faults.append(Error(f"the address {route.path} has no name", id="plumbing.E004"))
    return faults
