"""The world of the tests: 2 cities × 2 counties × 2 schools with stages, classes and pupils, and the cast.

`world.client("school_admin")` is a page client logged in as 学校管理员, `world.actor(…)` the same person for commands.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.actors import actor_for
from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import Account, Identity
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from tests.pages import PageClient
from tests.world_cast import CAST, PLACES
from tests.world_kept import insert_world
from tests.world_rows import Pupil, Rows

PASSWORD = "竹林深处有人家-27"


@lru_cache(maxsize=1)
def password_hash() -> str:
    """The hash of PASSWORD, made once a process."""
    return hash_password(PASSWORD)


@dataclass
class World:
    """Everything by the keys of tests/world_cast.py. `classes` and `pupils` are by school key."""

    now: datetime
    places: dict[str, Place]
    accounts: dict[str, UUID]
    identities: dict[str, UUID]
    classes: dict[str, list[UUID]]
    pupils: dict[str, list[Pupil]]
    _clients: dict[str, PageClient] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """A place as pages and gates take it."""
        return self.places[key]

    def actor(self, role: str) -> Actor:
        """The person of the cast with the identity of that role in use, as the middleware would build it."""
        actor = actor_for(self.accounts[role], self.identities[role], "test-request")
        assert actor is not None
        return actor

    def client(self, role: str) -> PageClient:
        """A page client with a session of that person; no password is hashed."""
        if role not in self._clients:
            client = PageClient()
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session(role)
            self._clients[role] = client
        return self._clients[role]

    def session(self, role: str, *, now: datetime | None = None, factor: bool = True) -> str:
        """The key of a new session of that person, begun now; a second factor was shown in it unless told otherwise."""
        store = SessionStore()
        account_id, identity_id = self.accounts[role], self.identities[role]
        epoch = Account.objects.of_account(account_id).values_list("session_epoch", flat=True).get()
        begun = now or timezone.now()
        sessions.fill(store, account_id=account_id, identity_id=identity_id, epoch=epoch, now=begun)
        if factor:
            store["factor_at"] = int(begun.timestamp())
        store.create()
        assert store.session_key is not None
        return store.session_key

    def set_password(self, role: str) -> str:
        """Give that person PASSWORD, and return it."""
        Account.objects.of_account(self.accounts[role]).update(password=password_hash())
        return PASSWORD

    def login(self, role: str) -> str:
        """The account name of a member of the cast."""
        return f"q_{role}"

    def end_identity(self, role: str) -> None:
        """Take that person's power away."""
        rows = Identity.objects.everywhere("the test's own cast").filter(id=self.identities[role])
        rows.update(state="ended", until=timezone.now())

    def canaries(self, *schools: str) -> set[str]:
        """What may never be seen outside these schools: names and numbers of their pupils."""
        people = [pupil for school in schools for pupil in self.pupils[school]]
        return {value for pupil in people for value in (pupil.name, pupil.document, pupil.roll_number, pupil.phone)}


def build_world() -> World:
    """Insert the world into the test's database: a dozen statements."""
    now = timezone.now()
    rows = insert_world(now, _fill)
    return World(
        now,
        dict(rows.places),
        dict(rows.account_ids),
        dict(rows.identity_ids),
        {key: list(ids) for key, ids in rows.class_ids.items()},
        {key: list(pupils) for key, pupils in rows.pupils.items()},
    )


def _fill(rows: Rows) -> None:
    places = {key: rows.add_place(key, spot) for key, spot in PLACES.items()}
    schools = [key for key, place in places.items() if place.school_id is not None]
    for index, key in enumerate(schools):
        rows.add_school(key, places[key], index)
    for index, (key, member) in enumerate(CAST.items()):
        rows.add_member(key, member, places[member.place], index)
