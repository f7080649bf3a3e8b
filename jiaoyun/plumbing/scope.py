"""Scoped reads: a query that nobody limited does not run.

Every model of a room has `objects = scoped("school_id", …)`. A read starts with `.within(place)` or says
`.everywhere("why")`; anything else raises UnscopedQueryError. Django's own paths (foreign keys, migrations) use the
base manager and are not concerned.
"""

from typing import Any, Self

from django.db import models

from jiaoyun.plumbing.powers import Place


class UnscopedQueryError(RuntimeError):
    """A query ran without `.within(place)` or `.everywhere(why)`: a mistake in the program, never the user's."""


class ScopedQuerySet(models.QuerySet[Any]):
    """Refuses to touch the database until it knows its place."""

    _scoped = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def within(self, place: Place) -> Self:
        """Only rows of this place: of its school where it is one, else of everything below the organization."""
        fields: ScopeFields = self.model.scope
        if place.school_id is not None:
            limited = self.filter(**{fields.school: place.school_id})
        elif fields.path is not None:
            limited = self.filter(**{f"{fields.path}__startswith": place.path})
        else:
            raise UnscopedQueryError(f"{self.model.__name__} cannot be read by region")
        limited._scoped = True
        return limited

    def of_account(self, account_id: Any) -> Self:
        """Only the rows of one account: a person's own matters, or those of a person behind a gate."""
        fields: ScopeFields = self.model.scope
        if fields.account is None:
            raise UnscopedQueryError(f"{self.model.__name__} belongs to no account")
        limited = self.filter(**{fields.account: account_id})
        limited._scoped = True
        return limited

    def everywhere(self, why: str) -> Self:
        """All rows, for the reason given; a reader of the code should nod at it."""
        if not why:
            raise ValueError("say why")
        clone = self._clone()
        clone._scoped = True
        return clone

    def must_be_scoped(self) -> None:
        """Raises UnscopedQueryError where nobody limited the query."""
        if not self._scoped:
            raise UnscopedQueryError(f"{self.model.__name__}: say .within(place) or .everywhere(why)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self.must_be_scoped()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, chunk_size: int | None = None) -> Any:
        self.must_be_scoped()
        return super().iterator(chunk_size)

    def count(self) -> int:
        if self._result_cache is None:
            self.must_be_scoped()
        return super().count()

    def exists(self) -> bool:
        if self._result_cache is None:
            self.must_be_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.must_be_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self.must_be_scoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.must_be_scoped()
        return super().delete()


class ScopeFields:
    """Which lookups of a model lead to its school, its organization's path and its account."""

    def __init__(self, *, school: str = "", path: str | None = None, account: str | None = None) -> None:
        self.school, self.path, self.account = school, path, account


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The manager of every model that a room owns."""

    use_in_migrations = False
