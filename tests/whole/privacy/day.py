"""One day of a school through its pages: an import with clashes, slips, a pupil's first log-in, exports, undo."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpResponse

from jiaoyun.accounts.second_factor.totp import secret_of
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.commands.confirm_batch import counts_of
from jiaoyun.roster.models import ImportBatch
from tests.factors import fresh_code_of, give_app
from tests.roster.importing import new_pupil, sheet
from tests.whole.privacy.watching import Browser
from tests.world import PASSWORD, World

NEW_PASSWORD = "春江花月夜-潮水连海-88"
_SECRET = re.compile(r'class="jy-secret">([^<]+)<')
_PHONE = "13900008888"
_GUARDIANS = ("监护赣江", "监护信江", "监护抚河", "监护修水", "监护饶河", "监护昌江")


@dataclass
class Day:
    """The school's administrator and a pupil at work. `planted` are the values that may stand nowhere else.

    `known`: names and birth dates, which the roll holds in plain, but no log line, address, job or audit event.
    """

    world: World
    addresses: list[str] = field(default_factory=list)
    planted: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    batch_id: UUID | None = None
    statuses: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.admin, self.pupil = Browser(self.addresses), Browser(self.addresses)
        self.school = f"/school/{self.world.place('school').school_id}"
        people = [pupil for pupils in self.world.pupils.values() for pupil in pupils]
        self.planted |= {value for one in people for value in (one.document, one.roll_number, one.phone)}
        self.known |= {one.name for one in people} | births(one.document for one in people)

    def rows(self) -> list[list[str]]:
        """New, new, faulty, in a class that is not there, enrolled elsewhere, in another class here."""
        first, second, faulty, far = (new_pupil(serial, phone=_PHONE) for serial in range(4))
        faulty[1] = f"{faulty[1][:17]}{'0' if faulty[1][17] != '0' else '1'}"
        far[3] = "一（9）班"
        there, here = self.world.pupils["neighbour"][0], self.world.pupils["school"][1]
        rows = [first, second, faulty, far]
        rows.append([there.name, there.document, there.roll_number, "一（1）班", "", "", "", ""])
        rows.append([here.name, here.document, here.roll_number, "二（1）班", "", "", "", _PHONE])
        for row, guardian in zip(rows, _GUARDIANS, strict=True):
            row[6] = guardian
        self.planted |= {value for row in rows for value in (row[1], row[2]) if value} | {_PHONE}
        self.known |= {row[0] for row in rows} | set(_GUARDIANS) | births(row[1] for row in rows)
        return rows

    def ask(self, who: Browser, method: str, address: str, body: dict[str, Any] | None = None) -> HttpResponse:
        """One request; what came back is noted."""
        answer: HttpResponse = getattr(who, method)(address, body)
        self.statuses.append((f"{method} {address.split('?')[0]}", answer.status_code))
        return answer

    def log_in(self) -> None:
        """Twice with a wrong password and a number for a name, then rightly."""
        self.world.set_password("school_admin")
        for login in (self.world.pupils["school"][0].document, _PHONE):
            self.ask(self.admin, "post", "/login", {"login": login, "password": "不对的密码-1"})
        self.ask(self.admin, "post", "/login", {"login": self.world.login("school_admin"), "password": PASSWORD})
        whose = self.world.accounts["school_admin"]
        self.planted |= {secret_of(give_app(whose))}
        self.ask(self.admin, "post", "/second-factor", {"code": fresh_code_of(whose)})
        self.planted |= {PASSWORD, "不对的密码-1"}

    def upload_and_check(self) -> None:
        """Drop the file, look at every class of rows and every line."""
        answer = self.ask(self.admin, "post", f"{self.school}/imports/new", {"file": sheet(self.rows())})
        self.batch_id = UUID(answer.headers["Location"].rsplit("/", 1)[1])
        run_pending()
        for query in ("", "?class=faulty", *(f"?line={line}" for line in range(2, 8))):
            self.ask(self.admin, "get", f"{self.import_address()}{query}")

    def import_address(self, page: str = "") -> str:
        """An address of the import."""
        return f"{self.school}/imports/{self.batch_id}{page}"

    def correct_and_settle(self) -> None:
        """Correct the faulty line, ask the county, add the class, drop rows back in."""
        number = new_pupil(40)[1]
        self.planted |= {number}
        correction = {"line": "4", "cell-document": number, "cell-roll_number": f"G{number}"}
        self.ask(self.admin, "post", self.import_address("/correct"), correction)
        asked = {"class": "elsewhere_enrolled", "note": "请帮忙核实"}
        self.ask(self.admin, "post", self.import_address("/help"), asked)
        year = self.batch().school_year
        added = {"stage": "primary", "entry_year": year, "number": 9, "choice": "add"}
        self.ask(self.admin, "post", self.import_address("/classes"), added)
        moved = {"class": "other_class", "choice": "move"}
        self.ask(self.admin, "post", self.import_address("/settle-class"), moved)
        self.ask(self.admin, "get", self.import_address("/problems"))

    def batch(self) -> ImportBatch:
        """The import as it is now."""
        found: ImportBatch = ImportBatch.objects.within(self.world.place("school")).get(pk=self.batch_id)
        return found

    def apply(self) -> None:
        """Confirm what was seen and let the worker work."""
        batch = self.batch()
        counts = {f"count-{name}": count for name, count in counts_of(batch).items()}
        body = {"seen": batch.version, "sure": "1", **counts}
        self.ask(self.admin, "post", self.import_address("/confirm"), body)
        run_pending()
        self.ask(self.admin, "get", self.import_address("/report"))

    def print_slips(self) -> list[str]:
        """Print, look, take the sheet. The secrets on the slips are planted values from now on."""
        answer = self.ask(self.admin, "post", self.import_address("/slips"))
        page = self.ask(self.admin, "get", answer.headers["Location"])
        self.ask(self.admin, "get", f"{answer.headers['Location']}/sheet")
        secrets = _SECRET.findall(page.content.decode())
        self.planted |= {form for secret in secrets for form in (secret, secret.replace("-", ""))}
        return secrets

    def look_up_and_export(self) -> None:
        """Find a pupil by a full number, see the numbers, take the list out."""
        pupil = self.world.pupils["school"][0]
        for query in (pupil.document, pupil.roll_number, pupil.phone):
            self.ask(self.admin, "post", f"{self.school}/students", {"q": query})
        self.ask(self.admin, "get", f"{self.school}/students/{pupil.account_id}")
        self.ask(self.admin, "post", f"{self.school}/students/{pupil.account_id}/numbers")
        reason = {"kind": "roster", "all": "1", "reason": f"核对{pupil.document}"}
        self.ask(self.admin, "post", f"{self.school}/students/export", reason)

    def look_up_by_name(self) -> None:
        """Search the lists of people by a name, each as its form does; the answer leads to a list that has it."""
        pupil = self.world.pupils["school"][0]
        self.ask(self.admin, "get", "/search?q=导入")
        own = f"{self.school}/classes/{self.world.classes['school'][0]}/students"
        for page, name in ((f"{self.school}/students", pupil.name), (own, pupil.name)):
            listed = self._searched(page, name)
            assert name in listed, page
        for page in (f"{self.school}/teachers", f"{self.school}/teachers/review"):
            assert f'value="{pupil.name}"' in self._searched(page, pupil.name), page

    def _searched(self, page: str, name: str) -> str:
        answer = self.ask(self.admin, "post", page, {"q": name, "state": ""})
        address = answer.headers["Location"]
        for link in re.findall(r'(?:href|action)="([^"]*)"', self.ask(self.admin, "get", address).content.decode()):
            self.addresses.append(unquote(unescape(link)))
        listed: str = self.ask(self.admin, "get", address).content.decode()
        return listed

    def first_login(self, secrets: list[str]) -> None:
        """A new pupil logs in with a slip, sets a weak and then a good password, looks around, logs out."""
        login, slip = new_pupil(0)[2], secrets[0]
        for secret in secrets:
            answer = self.ask(self.pupil, "post", "/login", {"login": login, "password": secret})
            if answer.status_code == 302:
                slip = secret
        weak = {"password": login, "again": login}
        self.ask(self.pupil, "post", "/first-password", weak)
        good = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
        self.ask(self.pupil, "post", "/first-password", good)
        for address in ("/desktop", "/me", "/notices", "/identities"):
            self.ask(self.pupil, "get", address)
        self.ask(self.pupil, "post", "/logout")
        self.ask(self.pupil, "post", "/login", {"login": login, "password": slip})
        self.planted |= {NEW_PASSWORD}

    def undo(self) -> None:
        """Take back the import, which ended by itself when no row waited any more."""
        self.ask(self.admin, "post", self.import_address("/undo"))
        run_pending()
        self.ask(self.admin, "get", self.import_address("/report"))


def births(documents: Iterable[str]) -> set[str]:
    """The birth dates in these numbers, as the product and as people write them."""
    days = {number[6:14] for number in documents if len(number) == 18}
    return days | {f"{day[:4]}{sign}{day[4:6]}{sign}{day[6:]}" for day in days for sign in "-/."}
