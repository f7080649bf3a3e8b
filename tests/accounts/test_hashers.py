"""What a password's hash costs, and that an older cost is still read (security.md, Decided 3)."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import override_settings

from config import settings as house
from jiaoyun.accounts import hashers
from jiaoyun.accounts.hashers import hash_password, is_right_password
from tests.hashers import QuickHasher
from tests.world import PASSWORD


@pytest.fixture
def _as_installed() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=house.PASSWORD_HASHERS):
        yield


@pytest.mark.usefixtures("_as_installed")
def test_it_is_argon2id_at_the_cost_that_was_decided() -> None:
    encoded = hash_password(PASSWORD)
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_right_password(PASSWORD, encoded)
    assert not is_right_password(f"{PASSWORD}x", encoded)


@pytest.mark.usefixtures("_as_installed")
def test_it_reads_a_hash_of_another_cost_and_says_that_it_is_out_of_date() -> None:
    cheap = QuickHasher().encode(PASSWORD, "saltsaltsalt")
    assert is_right_password(PASSWORD, cheap)
    assert identify_hasher(cheap).must_update(cheap)


def test_nobodys_hash_is_of_the_present_cost_and_fits_nothing() -> None:
    nobodys = hashers._nobodys()
    assert not identify_hasher(nobodys).must_update(nobodys)
    assert not is_right_password("", "")
    assert not is_right_password(PASSWORD, "")
