"""The one exception of the rules: a code, the values its sentence needs, and never the value that was wrong."""

from typing import NamedTuple

from jiaoyun.rules.fault_texts import TEXTS


class FaultText(NamedTuple):
    """What is wrong and what to do about it, in Chinese; both may hold `{placeholders}`."""

    what: str
    todo: str


#: Every code that a rule can raise. A test proves that nothing is missing and nothing is left over.
FAULTS: dict[str, FaultText] = {code: FaultText(what, todo) for code, (what, todo) in TEXTS.items()}


class Fault(ValueError):
    """A value that a rule refuses.

    `code` is a key of `FAULTS`; `values` fill the placeholders of its text. `str()` and `repr()` show the code only:
    the refused value may be personal data and must not reach a log.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def again(self) -> "Fault":
        """A fresh fault with the same code and values, for a refusal that was remembered."""
        return Fault(self.code, **self.values)

    @property
    def text(self) -> FaultText:
        """The Chinese text with its placeholders filled in."""
        return describe_fault(self.code, self.values)


def describe_fault(code: str, values: dict[str, object] | None = None) -> FaultText:
    """The Chinese text of a stored fault (code and values apart, as rows keep it). KeyError for an unknown code."""
    what, todo = FAULTS[code]
    filled = values or {}
    return FaultText(what.format_map(filled), todo.format_map(filled))
