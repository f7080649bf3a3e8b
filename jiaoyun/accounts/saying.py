"""Saying refusals at the field they belong to, so that what was typed is kept."""

from django import forms

from jiaoyun.accounts.password_rules import PASSWORD_FAULTS
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.refusals import Refused

#: What can be wrong with a code that was typed.
_CODE_FAULTS = tuple(f"accounts.code.{reason}" for reason in ("wrong", "spent", "expired", "used", "none"))


def say_code(form: forms.Form, refused: Refused) -> None:
    """What is wrong with a code, at its field. Raises the refusal again where it is another one."""
    say_at(form, "code", refused, *_CODE_FAULTS)


def say_weak(form: forms.Form, field: str, refused: Refused) -> None:
    """Every fault of a weak password at the password's field. Raises the refusal again where it is another one."""
    if refused.id != "accounts.password.weak":
        raise refused
    for code in refused.values["faults"]:
        fault = PASSWORD_FAULTS[code]
        form.add_error(field, f"{fault.what}，{fault.todo}。")


def say_at(form: forms.Form, field: str, refused: Refused, *ids: str) -> None:
    """One of these refusals at a field, as text and cause. Raises the refusal again where it is another one."""
    if refused.id not in ids:
        raise refused
    words = shown(refused)
    form.add_error(field, f"{words['text']}。{words['cause']}")
