"""Is the key file the one that this database was written with? Asked when the web server or a worker starts.

With a wrong key every sealed value would be unreadable and every digest a stranger's: better not to start at all.
"""

import sys
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.utils import OperationalError, ProgrammingError

from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.keys import KeyFileError, keys
from jiaoyun.plumbing.models import KeyCheck
from jiaoyun.plumbing.sealing import SealBroken, seal, unseal

_KIND = "plumbing.key_check"
_TEXT = "jiaoyun"
_ROW = UUID(int=1)


def check_keys_fit() -> None:
    """Raise KeyFileError where the file is missing, damaged or another database's. The first call marks it."""
    keys()
    row = KeyCheck.objects.filter(pk=1).first() or _marked()
    fits = bytes(row.digest) == digest(_KIND, _TEXT)
    if fits:
        try:
            fits = unseal(_KIND, _ROW, bytes(row.sealed)) == _TEXT
        except SealBroken:
            fits = False
    if not fits:
        raise KeyFileError(
            f"The key file {settings.JIAOYUN_KEYS} is not the one that this database was written with. "
            "Restore the key file that belongs to this database from the backup; nothing was changed."
        )


def require_keys() -> None:
    """Stop the process with a plain message where the keys do not fit; called by the web server and the worker."""
    try:
        check_keys_fit()
    except KeyFileError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None
    except (OperationalError, ProgrammingError):
        sys.stderr.write("The database does not answer or has no tables yet: run `manage.py migrate` first.\n")
        raise SystemExit(1) from None


def renew_key_check() -> None:
    """Seal the known text with the current key; the last step of a rotation."""
    KeyCheck.objects.filter(pk=1).update(sealed=seal(_KIND, _ROW, _TEXT))


def _marked() -> KeyCheck:
    try:
        with transaction.atomic():
            return KeyCheck.objects.create(pk=1, digest=digest(_KIND, _TEXT), sealed=seal(_KIND, _ROW, _TEXT))
    except IntegrityError:
        return KeyCheck.objects.get(pk=1)
