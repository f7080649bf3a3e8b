"""What the tests of the rules share: today, and the assertion that a call refuses with one code."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jiaoyun.rules.faults import Fault

TODAY = date(2026, 11, 24)


def refused(call: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """The code with which the call refuses; the test fails if it returns, or if the message holds a refused text."""
    with pytest.raises(Fault) as caught:
        call(*args, **kwargs)
    fault = caught.value
    assert str(fault) == fault.code
    texts = [arg for arg in args if isinstance(arg, str) and len(arg) > 3]
    assert not any(text in repr(fault) + str(fault.text) for text in texts)
    return fault.code
