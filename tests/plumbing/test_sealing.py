"""Sealing and digests: what is bound to what, and what each change does."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.digests import Digester, digest
from jiaoyun.plumbing.keys import keys
from jiaoyun.plumbing.sealing import (
    OVERHEAD_BYTES,
    SealBroken,
    Sealer,
    kind_prefix,
    seal,
    unseal,
    unseal_many,
)

NUMBER = "369901201203051239"
ROW = UUID("01920000-0000-7000-8000-000000000001")


@given(st.text(max_size=200).filter(lambda text: text.isprintable()))
def test_it_gives_back_what_was_sealed(text: str) -> None:
    assert unseal("document", ROW, seal("document", ROW, text)) == text


def test_it_seals_differently_each_time_and_only_a_little_longer() -> None:
    first, second = seal("document", ROW, NUMBER), seal("document", ROW, NUMBER)
    assert first != second
    assert len(first) == len(NUMBER) + OVERHEAD_BYTES
    assert NUMBER.encode() not in first


def test_it_is_sm4_gcm_as_the_standard_says() -> None:
    """RFC 8998 appendix A.2: the vector goes through the same primitive that Sealer uses."""
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    associated = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex("AA" * 8 + "BB" * 8 + "CC" * 8 + "DD" * 8 + "EE" * 8 + "FF" * 8 + "EE" * 8 + "AA" * 8)
    context = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    context.authenticate_additional_data(associated)
    context.update(plain) + context.finalize()
    assert context.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"


def test_its_layout_is_version_nonce_ciphertext_tag() -> None:
    sealed = seal("document", ROW, NUMBER)
    key = keys().sealing[sealed[0]]
    context = Cipher(algorithms.SM4(key), modes.GCM(sealed[1:13], sealed[-16:])).decryptor()
    context.authenticate_additional_data(b"document:" + ROW.bytes)
    assert context.update(sealed[13:-16]) + context.finalize() == NUMBER.encode()


@pytest.mark.parametrize("position", [1, 5, 13, 20, -1])
def test_it_refuses_a_changed_byte(position: int) -> None:
    changed = bytearray(seal("document", ROW, NUMBER))
    changed[position] ^= 1
    with pytest.raises(SealBroken):
        unseal("document", ROW, bytes(changed))


def test_it_refuses_another_row_another_kind_and_another_version() -> None:
    sealed = seal("document", ROW, NUMBER)
    for kind, row, value in (
        ("document", uuid7(), sealed),
        ("phone", ROW, sealed),
        ("document", ROW, bytes((99,)) + sealed[1:]),
        ("document", ROW, sealed[:20]),
        ("document", ROW, b""),
    ):
        with pytest.raises(SealBroken) as broken:
            unseal(kind, row, value)
        assert NUMBER not in str(broken.value)


def test_it_never_uses_a_nonce_twice() -> None:
    sealer, prefix = Sealer(), kind_prefix("document")
    nonces = {sealer.seal(prefix, ROW.bytes, b"x")[1:13] for _ in range(3000)}
    assert len(nonces) == 3000


def test_it_opens_many_in_order() -> None:
    rows = [(uuid7(), f"{NUMBER}-{at}") for at in range(50)]
    sealed = [(row, seal("document", row, text)) for row, text in rows]
    assert unseal_many("document", sealed) == [text for _, text in rows]


def test_a_digest_is_hmac_sm3_of_kind_and_text() -> None:
    context = HMAC(keys().digest, SM3())
    context.update(b"document:" + NUMBER.encode())
    assert digest("document", NUMBER) == context.finalize() == Digester("document").digest(NUMBER)


def test_a_digest_differs_by_kind_and_text() -> None:
    seen = {digest("document", NUMBER), digest("phone", NUMBER), digest("document", NUMBER + "X")}
    assert len(seen) == 3
    assert all(len(one) == 32 for one in seen)
