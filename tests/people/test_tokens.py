"""API tokens: shown once, kept as a salted hash, ended by time, by hand, with the account and with the person."""

import json
from datetime import date, timedelta

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.models import Event, PrivateRecord, Receipt
from codeclerk.people.models import ApiToken
from codeclerk.people.tokens import holder, text_of
from tests.people.support import do, operator, person, refused, signed_in

pytestmark = pytest.mark.django_db
SECRET = "s3cret-" * 6
LABEL = "Pseudonym's monthly figures"


def today(days=0):
    return clock.today() + timedelta(days=days)


@pytest.fixture
def who():
    key = person()
    do("open_account", person=key)
    return key


def issue(who, **more):
    data = {"person": who, "label": LABEL, "scope": "act", "last_day": today(30), "secret": SECRET}
    return do("issue_token", _by=f"person:{who}", **(data | more))["token"]


def code_of(text, now=None):
    with pytest.raises(Refused) as caught:
        holder(text, now or clock.now())
    return caught.value.first.code


def test_the_holder_of_the_secret_is_the_person_and_the_day_of_use_is_noted(who):
    key = issue(who)
    assert key == f"{who}-1"
    found = holder(text_of(key, SECRET), clock.now())
    assert (found.person.key, found.scope, found.used_on) == (who, "act", today())


def test_nothing_that_is_kept_tells_the_secret_or_what_it_is_for(who):
    key = issue(who)
    kept = json.dumps([list(model.objects.values()) for model in (Event, Receipt)], default=str)
    everything = kept + json.dumps([list(m.objects.values()) for m in (ApiToken, PrivateRecord)], default=str)
    assert SECRET not in everything
    assert LABEL not in kept
    assert ApiToken.objects.get(key=key).digest not in kept
    plan = bus.preview(
        "issue_token",
        {"person": who, "label": LABEL, "scope": "read", "last_day": today(), "secret": SECRET},
        actor=f"person:{who}",
    )
    assert SECRET not in json.dumps([e.body.model_dump(mode="json") for e in plan.events])


@pytest.mark.parametrize(
    "text", ["", "x", "codeclerk_", f"codeclerk_p-0001-1.{SECRET}x", f"codeclerk_p-0009-1.{SECRET}", f"é{SECRET}"]
)
def test_what_is_no_token_is_refused_without_a_hint(who, text):
    issue(who)
    assert code_of(text) == "people.unknown_token"


def test_a_token_ends_after_its_last_day(who):
    text = text_of(issue(who, last_day=today(1)), SECRET)
    assert holder(text, clock.now() + timedelta(days=1))
    assert code_of(text, clock.now() + timedelta(days=2)) == "people.ended_token"


def test_a_revoked_token_ends_at_once_and_only_once(who):
    key = issue(who)
    do("revoke_token", _by=f"person:{who}", person=who, token=key)
    assert code_of(text_of(key, SECRET)) == "people.ended_token"
    assert refused("revoke_token", _by=f"person:{who}", person=who, token=key).code == "people.token_revoked"
    assert refused("revoke_token", _by=f"person:{who}", person=who, token="none").code == "people.no_token"


def test_tokens_end_with_the_account_and_do_not_come_back_with_it(who):
    key = issue(who)
    do("close_account", person=who)
    do("open_account", person=who)
    assert code_of(text_of(key, SECRET)) == "people.ended_token"


def test_an_erased_person_has_no_token(who):
    issue(who)
    do("erase_person", person=who)
    assert not ApiToken.objects.exists()
    assert LABEL not in json.dumps(list(PrivateRecord.objects.values()), default=str)


def test_nobody_makes_a_token_for_somebody_else_and_who_opens_accounts_revokes_them(who):
    boss = operator()
    for actor in (boss, "system:install"):
        data = {"person": who, "label": "x", "scope": "read", "last_day": today(), "secret": SECRET}
        assert refused("issue_token", _by=actor, **data).code == "people.own_token"
    other = person("Pseudonym Other", "other@example.com")
    key = issue(who)
    assert refused("revoke_token", _by=f"person:{other}", person=who, token=key).code == "kernel.not_allowed"
    do("revoke_token", _by=boss, person=who, token=key)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("last_day", today(-1), "people.token_life"),
        ("last_day", today(367), "people.token_life"),
        ("last_day", date(9999, 12, 31), "people.token_life"),
        ("secret", "short", "kernel.bad_field"),
        ("secret", SECRET + "é", "kernel.bad_field"),
        ("label", " ", "kernel.bad_field"),
        ("scope", "everything", "kernel.bad_field"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(who, field, value, code):
    data = {"person": who, "label": LABEL, "scope": "act", "last_day": today(30), "secret": SECRET} | {field: value}
    refusal = refused("issue_token", _by=f"person:{who}", **data)
    assert (refusal.code, refusal.facts["field"]) == (code, field)
    assert SECRET not in str(refusal)


def test_without_an_account_there_is_no_token():
    key = person()
    data = {"person": key, "label": "x", "scope": "read", "last_day": today(), "secret": SECRET}
    assert refused("issue_token", _by=f"person:{key}", **data).code == "people.no_account"


def test_the_pages_make_show_once_and_revoke(client, who):
    signed_in(client, f"person:{who}")
    assert "No token yet" in client.get("/account/tokens/").content.decode()
    form = client.get("/account/tokens/make/")
    typed = {"label": LABEL, "scope": "read", "last_day": today(5).isoformat()}
    carried = _carried(form)
    checked = client.post("/account/tokens/make/", {**typed, "carried": carried, "step": "check"})
    assert "Check before you confirm" in checked.content.decode()
    sent = {**typed, "carried": _carried(checked), "step": "confirm"}
    made = client.post("/account/tokens/make/", sent)
    page = made.content.decode()
    assert made["Cache-Control"] == "private, no-store"
    text = page.partition("Bearer ")[2].partition("<")[0]
    assert holder(text, clock.now()).person.key == who
    again = client.post("/account/tokens/make/", sent)
    assert again.status_code == 303
    listed = client.get("/account/tokens/").content.decode()
    assert text.partition(".")[2] not in listed
    assert f"/account/tokens/{who}-1/revoke/" in listed
    revoke = f"/account/tokens/{who}-1/revoke/"
    checked = client.post(revoke, {"carried": _carried(client.get(revoke)), "step": "check"})
    assert client.post(revoke, {"carried": _carried(checked), "step": "confirm"}).status_code == 303
    assert "revoked" in client.get("/account/tokens/").content.decode()


def test_the_pages_are_for_who_is_signed_in(client, who):
    for address in ("/account/tokens/", "/account/tokens/make/", "/account/tokens/x/revoke/"):
        assert client.get(address).status_code == 302


def _carried(response):
    return response.content.decode().partition('name="carried" value="')[2].partition('"')[0]
