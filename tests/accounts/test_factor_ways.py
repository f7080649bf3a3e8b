"""Where the second factor is asked: at log-in, after a slip, at 身份切换 (issue 4, part 6)."""

from django.conf import settings
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.commands.issue_first_secrets import issue_first_secrets
from jiaoyun.accounts.models import Account, FirstSecret, Identity
from jiaoyun.plumbing.sealing import unseal
from tests.accounts.knocking import by_password, goes_to
from tests.factors import code_of, give_app
from tests.pages import PageClient
from tests.world import World

OWN = "竹林深处有人家-31"


def also_teacher(world: World) -> str:
    """The school's administrator teaches there too; returns the id of that identity."""
    row = Identity.objects.of_account(world.accounts["teacher"]).get(id=world.identities["teacher"])
    row.pk, row.account_id, row._state.adding = uuid7(), world.accounts["school_admin"], True
    row.save()
    return str(row.pk)


def test_it_is_asked_at_log_in_and_leads_on_to_where_one_wanted(world: World) -> None:
    give_app(world.accounts["county_admin"])
    client = PageClient()
    assert goes_to(by_password(client, world, "county_admin", next="/notices")) == "/notices"
    assert goes_to(client.open("/notices", status=302)) == "/second-factor?next=%2Fnotices"
    page = client.open("/second-factor?next=/notices")
    done = client.send(page.form("/second-factor"), {"code": code_of(world.accounts["county_admin"])})
    assert goes_to(done) == "/notices"
    assert client.open("/notices").status == 200


def test_the_other_identities_stay_usable(world: World) -> None:
    teacher = also_teacher(world)
    give_app(world.accounts["school_admin"])
    client = PageClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("school_admin", factor=False)
    assert "换一个身份继续" in client.open("/second-factor").text
    page = client.open("/identities")
    client.send(page.form("/identities"), {"identity": teacher})
    assert client.open("/desktop").status == 200
    school = f"/school/{world.place('school').school_id}/students"
    assert client.get(school).status_code in (403, 404)
    page = client.open("/identities")
    client.send(page.form("/identities"), {"identity": str(world.identities["school_admin"])})
    assert goes_to(client.open("/desktop", status=302)).startswith("/second-factor")
    page = client.open("/second-factor?next=/desktop")
    client.send(page.form("/second-factor"), {"code": code_of(world.accounts["school_admin"])})
    assert client.open("/desktop").status == 200
    for identity in (teacher, str(world.identities["school_admin"])):
        page = client.open("/identities")
        client.send(page.form("/identities"), {"identity": identity})
        assert client.open("/desktop").status == 200


def test_a_slip_sets_the_password_first_and_then_asks_the_factor(world: World) -> None:
    whose = world.accounts["neighbour_admin"]
    Account.objects.of_account(whose).update(password="")
    run = uuid7()
    issue_first_secrets(
        actor=world.actor("school_admin"),
        place=world.place("school"),
        accounts=[whose],
        allowed=frozenset([whose]),
        run=run,
        now=timezone.now(),
    )
    row = FirstSecret.objects.of_account(whose).get()
    client = PageClient()
    form = client.open("/login").form("/login")
    secret = unseal("first-secret", row.pk, bytes(row.sealed))
    assert (
        goes_to(client.send(form, {"login": world.login("neighbour_admin"), "password": secret})) == "/first-password"
    )
    assert goes_to(client.open("/second-factor", status=302)) == "/first-password"
    client.send(client.open("/first-password").form("/first-password"), {"password": OWN, "again": OWN})
    assert goes_to(client.open("/desktop", status=302)).startswith("/second-factor")
    assert goes_to(client.open("/second-factor?next=/desktop", status=302)).startswith("/second-factor/set-up")
