"""One question of the help centre as its file says it."""

import hashlib
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Group(StrEnum):
    """The shelves of the help centre, in the order in which they stand; the label is what screens show."""

    REGISTER = "register"
    LOGIN = "login"
    PASSWORDS = "passwords"
    PERSONAL = "personal"
    SCHOOL = "school"
    STUDENTS = "students"
    LESSONS = "lessons"
    SPACES = "spaces"
    SAFETY = "safety"
    HELP = "help"

    @property
    def label(self) -> str:
        """The shelf as people call it."""
        return GROUP_LABELS[self]


GROUP_LABELS: dict[Group, str] = {
    Group.REGISTER: "账号注册",
    Group.LOGIN: "账号登录",
    Group.PASSWORDS: "密码和验证码",
    Group.PERSONAL: "个人信息和转校",
    Group.SCHOOL: "学校管理",
    Group.STUDENTS: "学生管理",
    Group.LESSONS: "网络备课",
    Group.SPACES: "空间和统计",
    Group.SAFETY: "账号安全",
    Group.HELP: "求助和使用",
}


@dataclass(frozen=True, slots=True)
class Button:
    """What does it. `page` is a URL name, `with_values` fills its path beside the place; `who` says who may."""

    page: str
    label: str
    who: str = ""
    with_values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """「功能搬到哪里了」: the old platform's way and today's."""

    old: str
    new: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question. `messages` are texts that the platform shows, exactly; `also` are other ways people ask.

    `scenarios` are ids of product.md; `refusals` ids of the catalogue, or a family of them (`accounts.code.*`).
    """

    key: str
    group: Group
    order: int
    question: str
    answer: str
    also: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    moved: tuple[Moved, ...] = ()
    built_in: bool = field(default=True)

    @property
    def lead(self) -> str:
        """What a list of hits shows of the answer: its first line, without the number or point before it."""
        return self.answer.split("\n", 1)[0].lstrip("0123456789.-、 ")[:80]

    @property
    def digest(self) -> str:
        """Tells whether two texts of an entry are the same: 16 hexadecimal digits."""
        parts = (self.question, self.answer, *self.also, "", *self.messages)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def read_entry(path: Path) -> Entry:
    """The entry of a file; its name is the key. Raises KeyError or ValueError where something is missing or unknown."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"group", "order", "question", "answer", *_LISTS, "button", "moved"}
    if unknown := set(given) - known:
        raise ValueError(f"{path.name}: {sorted(unknown)}")
    return Entry(
        key=path.stem,
        group=Group(given["group"]),
        order=given["order"],
        question=given["question"],
        answer=given["answer"].strip(),
        also=tuple(given.get("also", ())),
        messages=tuple(given.get("messages", ())),
        scenarios=tuple(given.get("scenarios", ())),
        refusals=tuple(given.get("refusals", ())),
        buttons=tuple(map(_button, given.get("button", ()))),
        moved=tuple(Moved(**row) for row in given.get("moved", ())),
    )


_LISTS = ("also", "messages", "scenarios", "refusals")


def _button(row: dict[str, Any]) -> Button:
    return Button(row["page"], row["label"], row.get("who", ""), tuple(sorted(row.get("with", {}).items())))
