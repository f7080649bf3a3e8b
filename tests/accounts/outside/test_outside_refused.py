"""What a deceiver tries against an outside login, each refused at its own check (security.md, threat 21)."""

import base64
import hmac
import json
import time
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from jiaoyun.accounts.models import Account
from jiaoyun.accounts.outside import discovery
from tests.accounts.outside.conftest import BACK, SECRET, Twisted
from tests.accounts.outside.going import START, ask, choose, come_back, values_of
from tests.pages import PageClient

pytestmark = pytest.mark.django_db
NOT_LET_IN = "没有通过核对"


def refused(client: PageClient, address: str) -> None:
    page = client.open(address, status=403)
    assert NOT_LET_IN in page.text
    assert client.open("/desktop", status=302).response.headers["Location"].startswith("/login")


@pytest.mark.parametrize("state", ["", "wrong", "a" * 4096])
def test_a_wrong_state_is_refused_and_ends_the_way(issuer: Twisted, visitor: PageClient, state: str) -> None:
    there = choose(ask(visitor))
    right = values_of(there)["state"]
    refused(visitor, there.replace(right, state))
    refused(visitor, there)


def test_an_answer_to_another_browser_is_refused(issuer: Twisted, visitor: PageClient) -> None:
    """A code that an attacker had for himself, put into the victim's browser."""
    theirs = choose(ask(PageClient()))
    refused(visitor, theirs)
    ask(visitor)
    refused(visitor, theirs)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": []},
        {"aud": None},
        {"aud": ["jiaoyun", "other"]},
        {"aud": ["jiaoyun", "other"], "azp": "other"},
        {"azp": "other"},
        pytest.param({"exp": int(time.time()) - 3600}, id="over"),
        {"exp": None},
        {"exp": "never"},
        {"exp": True},
        pytest.param({"iat": int(time.time()) + 3600}, id="too_new"),
        pytest.param({"iat": int(time.time()) - 3600}, id="too_old"),
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "名字"},
    ],
    ids=str,
)
def test_a_claim_that_does_not_hold_is_refused(issuer: Twisted, visitor: PageClient, lie: dict[str, Any]) -> None:
    issuer.lies = lie
    refused(visitor, choose(ask(visitor)))


def test_several_audiences_are_taken_where_the_party_is_us(issuer: Twisted, visitor: PageClient) -> None:
    issuer.lies = {"aud": ["jiaoyun", "other"], "azp": "jiaoyun"}
    assert come_back(visitor).response.headers["Location"] == "/login/outside"


def _claims(issuer: Twisted, nonce: str) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": issuer.address, "sub": "ll-7f3a9c01", "aud": "jiaoyun", "exp": now + 300, "iat": now, "nonce": nonce}


def _unsigned(claims: dict[str, Any]) -> str:
    return b".".join(_packed(json.dumps(part).encode()) for part in ({"alg": "none"}, claims)).decode() + "."


def _packed(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _with_our_secret(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 2), algorithms=["HS256"])


def _with_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "ES256"}, claims, ECKey.generate_key("P-256"))


def _with_an_unknown_rsa_key(claims: dict[str, Any]) -> str:
    key = RSAKey.generate_key(2048, auto_kid=True)
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


@pytest.mark.parametrize("make", [_unsigned, _with_our_secret, _with_another_key, _with_an_unknown_rsa_key])
def test_a_token_that_the_provider_did_not_sign_is_refused(issuer: Twisted, visitor: PageClient, make: Any) -> None:
    address = ask(visitor)
    issuer.token = make(_claims(issuer, values_of(address)["nonce"]))
    refused(visitor, choose(address))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a.b", "ä.b.c", "." * 20_000])
def test_what_is_no_token_is_refused(issuer: Twisted, visitor: PageClient, token: str) -> None:
    issuer.token = token
    refused(visitor, choose(ask(visitor)))


def test_the_public_key_as_a_shared_secret_is_refused(issuer: Twisted, visitor: PageClient) -> None:
    """The old confusion: a token under HS256 whose secret is the provider's public key."""
    address = ask(visitor)
    header = {"alg": "HS256", "kid": issuer.key.kid}
    claims = _claims(issuer, values_of(address)["nonce"])
    signed = b".".join(_packed(json.dumps(part).encode()) for part in (header, claims))
    mac = hmac.digest(issuer.key.as_pem(private=False), signed, "sha256")
    issuer.token = (signed + b"." + _packed(mac)).decode()
    refused(visitor, choose(address))


def test_a_code_works_once(issuer: Twisted, visitor: PageClient) -> None:
    there = choose(ask(visitor))
    assert visitor.open(there, status=302).status == 302
    refused(visitor, there)
    taken = {"grant_type": "authorization_code", "code": values_of(there)["code"], "redirect_uri": BACK}
    answer = httpx.post(f"{issuer.address}/token", data=taken, auth=("jiaoyun", SECRET), trust_env=False)
    assert answer.json() == {"error": "invalid_grant"}


def test_the_code_of_another_client_is_refused(issuer: Twisted, visitor: PageClient) -> None:
    address = ask(visitor)
    theirs = values_of(choose(address.replace("client_id=jiaoyun", "client_id=other")))["code"]
    state = values_of(address)["state"]
    refused(visitor, f"{START}/back?code={theirs}&state={state}")


def test_the_code_of_another_way_is_refused_for_its_verifier(issuer: Twisted, visitor: PageClient) -> None:
    """A stolen code: the thief's browser has another verifier than the one the code was asked with."""
    stolen = values_of(choose(ask(PageClient())))["code"]
    state = values_of(ask(visitor))["state"]
    refused(visitor, f"{START}/back?code={stolen}&state={state}")


def test_an_answer_in_the_name_of_another_issuer_is_refused(issuer: Twisted, visitor: PageClient) -> None:
    there = choose(ask(visitor)).replace("&iss=", "&iss=https%3A%2F%2Felsewhere.example&was=")
    refused(visitor, there)


def test_whoever_gives_up_over_there_hears_what_else_there_is(issuer: Twisted, visitor: PageClient) -> None:
    page = come_back(visitor, "nobody", status=403)
    assert "没有完成终身学习账号登录" in page.text
    assert "/login" in page.links()


def test_a_provider_that_is_down_is_said_so(issuer: Twisted, visitor: PageClient, settings: Any) -> None:
    address = ask(visitor)
    issuer.clients = {}
    there = f"{START}/back?code=x&state={values_of(address)['state']}"
    refused(visitor, there)
    discovery.forget()
    settings.JIAOYUN_OUTSIDE_LOGINS[0]["issuer"] = "http://127.0.0.1:9"
    assert "终身学习账号暂时连不上" in visitor.open(START, status=409).text


def test_a_provider_in_another_name_is_not_used(issuer: Twisted, visitor: PageClient) -> None:
    issuer.address = "http://127.0.0.1:1"
    visitor.open(START, status=409)


def test_a_provider_that_is_not_in_the_settings_is_not_there(db: None, visitor: PageClient) -> None:
    visitor.open("/login/outside/unknown", status=404)
    visitor.open("/login/outside/unknown/back?code=x&state=y", status=404)


def test_the_keys_are_read_again_for_a_new_key_but_not_each_time(
    issuer: Twisted, visitor: PageClient, monkeypatch: Any
) -> None:
    come_back(visitor)
    issuer.key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
    client = PageClient()
    refused(client, choose(ask(client)))
    monkeypatch.setattr(discovery, "AGAIN_SECONDS", 0.0)
    assert come_back(PageClient()).response.headers["Location"] == "/login/outside"


def test_nobody_is_made_by_an_outside_login(issuer: Twisted, visitor: PageClient) -> None:
    come_back(visitor)
    assert Account.objects.everywhere("the test's own database").count() == 0
