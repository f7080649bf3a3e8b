"""What is looked for in a list of people, as the list's addresses carry it: sealed, since names stand in it.

The form is posted as `q` and led on to `find`: addresses get into logs, histories and other people's hands.
"""

import base64
import binascii
from collections.abc import Mapping

from jiaoyun.plumbing.sealing import SealBroken, Sealer, kind_prefix
from jiaoyun.plumbing.search import LONGEST_QUERY

SEAL_KIND = "search"
_KIND = kind_prefix(SEAL_KIND)


def hidden(text: str) -> dict[str, str]:
    """The part of an address that stands for this search; empty for none. Each call words it differently."""
    if not text:
        return {}
    sealed = Sealer().seal(_KIND, b"", text.encode())
    return {"find": base64.urlsafe_b64encode(sealed).decode().rstrip("=")}


def searched_for(given: Mapping[str, str]) -> str:
    """What a form or an address looks for, on one line; "" where it is nothing that was made here."""
    text = given.get("q", "") or _opened(given.get("find", ""))
    return " ".join(text[:LONGEST_QUERY].replace("\x00", "").split())


def _opened(text: str) -> str:
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return Sealer().unseal(_KIND, b"", sealed).decode() if text else ""
    except (binascii.Error, ValueError, SealBroken):
        return ""
