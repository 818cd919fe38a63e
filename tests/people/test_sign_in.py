"""Sign-in: accounts are opened by an act; no sign-up; second factors; limits."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail

from codeclerk.config import Config
from codeclerk.kernel import clock
from codeclerk.kernel.models import OutboxMessage
from codeclerk.kernel.outbox import deliver_due
from codeclerk.people.models import Account, CacheEntry
from tests.people.support import EMAIL, NAME, do, operator, person, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "quiet lantern over the hill"


def text(response):
    return response.content.decode()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def account():
    do("open_account", person=person())
    found = Account.objects.get()
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(client, password=PASSWORD, email=EMAIL):
    return client.post("/account/sign-in/", {"login": email, "password": password})


def test_new_account_gets_a_link_to_set_the_password_and_signs_in(client):
    do("open_account", person=person())
    message = OutboxMessage.objects.get()
    assert (message.to, EMAIL in message.body, "http" in message.body) == ("person:p-0001", False, False)
    deliver_due(clock.now())
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    link = re.search(r"http://\S+", sent.body)[0].removeprefix("http://127.0.0.1:8000")
    form = client.get(link, follow=True)
    assert "Set your password" in text(form)
    address = form.request["PATH_INFO"]
    assert "too common" in text(client.post(address, {"password1": "password1234", "password2": "password1234"}))
    done = client.post(address, {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert "Your password is set" in text(done)
    assert sign_in(client)["Location"] == "/account/"
    assert NAME in text(client.get("/account/"))
    assert "no longer works" in text(client.get(link, follow=True))


def test_message_to_an_erased_person_goes_nowhere(client):
    key = person()
    do("open_account", person=key)
    do("erase_person", person=key)
    deliver_due(clock.now())
    assert mail.outbox == []


def test_mail_server_that_refuses_leaves_no_address_in_the_outbox(monkeypatch):
    from smtplib import SMTPRecipientsRefused

    from django.core.mail import EmailMessage

    def refuse(self, **options):
        raise SMTPRecipientsRefused({EMAIL: (550, b"unknown")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    do("open_account", person=person())
    assert deliver_due(clock.now()).failed == 1
    assert OutboxMessage.objects.get().last_error == "NotDelivered: SMTPRecipientsRefused"


def test_there_is_no_sign_up(client):
    assert client.get("/account/signup/").status_code == 404
    assert client.get("/account/email/").status_code == 404
    assert "Accounts are opened by the code administrator" in text(client.get("/account/sign-in/"))


def test_wrong_password_is_refused_without_saying_whether_the_account_exists(client, account):
    known, unknown = sign_in(client, "wrong"), sign_in(client, "wrong", "nobody@example.com")
    sentence = "The email address and/or password you specified are not correct."
    assert sentence in text(known)
    assert sentence in text(unknown)


def test_forgotten_password_mails_those_who_have_an_account_and_nobody_else(client, account):
    for address in ("nobody@example.com", EMAIL):
        done = client.post("/account/password/forgotten/", {"email": address}, follow=True)
        assert "Look into your mail" in text(done)
    (sent,) = mail.outbox
    assert (sent.to, "/account/password/new/" in sent.body) == ([EMAIL], True)


def test_attempts_are_limited_and_counted_in_the_database(client, account):
    for _ in range(5):
        sign_in(client, "wrong")
    assert "Too many failed login attempts" in text(sign_in(client))
    assert CacheEntry.objects.exists()
    assert EMAIL not in str(list(CacheEntry.objects.values()))


def test_too_many_requests_get_a_page(client, account):
    for _ in range(31):
        answer = client.post("/account/password/forgotten/", {"email": "nobody@example.com"})
    assert answer.status_code == 429
    assert "Too many attempts" in text(answer)


def test_closed_account_signs_in_no_more_and_its_session_ends(client, account):
    sign_in(client)
    assert client.get("/account/").status_code == 200
    do("close_account", person="p-0001")
    assert client.get("/account/").status_code == 302
    assert sign_in(client)["Location"] == "/account/inactive/"
    do("open_account", person="p-0001")
    assert sign_in(client)["Location"] == "/account/"


def test_changed_address_is_the_one_that_signs_in(client, account):
    do("change_contact", person="p-0001", name=NAME, email="New@example.com")
    assert sign_in(client).status_code == 200
    assert sign_in(client, email="new@example.com").status_code == 302


def test_signing_out_asks_first(client, account):
    sign_in(client)
    assert "Do you want to sign out" in text(client.get("/account/sign-out/"))
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert client.get("/account/").status_code == 302


def test_every_page_of_sign_in_is_ours(client, account):
    pages = ["sign-in/", "password/forgotten/", "password/forgotten/sent/", "password/new/done/", "inactive/"]
    pages += ["password/new/1-wrong/"]
    for page in pages:
        answer = client.get(f"/account/{page}")
        assert answer.status_code == 200, page
        assert "Codeclerk runs the change process" in text(answer), page
    sign_in(client)
    for page in ("password/change/", "second-factor/", "confirm/"):
        assert "Codeclerk runs the change process" in text(client.get(f"/account/{page}")), page


@pytest.mark.django_db(transaction=True)
def test_second_factor_is_set_up_asked_for_and_removed(client, account):
    sign_in(client)
    asked = client.get("/account/second-factor/totp/activate/")
    assert asked["Location"].startswith("/account/confirm/")
    form = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert "Set up an authenticator app" in text(form)
    secret = re.search(r"Secret: <code>([A-Z2-7]+)</code>", text(form))[1]

    def code():
        return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))

    assert "Incorrect code" in text(client.post("/account/second-factor/totp/activate/", {"code": "000000"}))
    done = client.post("/account/second-factor/totp/activate/", {"code": code()}, follow=True)
    assert "10 of 10 are left" in text(done)
    recovery = re.findall(r"<li><code>([^<]+)</code></li>", text(done))
    assert client.get("/account/second-factor/recovery-codes/download/").content.decode().split() == recovery
    assert "An authenticator app is set up" in text(client.get("/account/second-factor/"))
    assert "Make new recovery codes" in text(client.get("/account/second-factor/recovery-codes/generate/"))
    assert [message.subject for message in mail.outbox] == ["A second factor was set up"]

    client.post("/account/sign-out/")
    assert sign_in(client)["Location"].startswith("/account/second-factor/authenticate/")
    assert client.get("/account/").status_code == 302
    assert "Type your code" in text(client.get("/account/second-factor/authenticate/"))
    entered = client.post("/account/second-factor/authenticate/", {"code": recovery[0]})
    assert entered["Location"] == "/account/"

    asked = client.get("/account/second-factor/totp/deactivate/")
    confirm = text(client.get(asked["Location"]))
    assert "Confirm that it is you" in confirm
    page = client.post(
        "/account/confirm/?next=/account/second-factor/totp/deactivate/", {"password": PASSWORD}, follow=True
    )
    assert "Remove the authenticator app" in text(page)
    client.post("/account/second-factor/totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()


def test_erasure_takes_factors_and_sessions_along(client, account):
    sign_in(client)
    Authenticator.objects.create(user=account, type="totp", data={})
    do("erase_person", person="p-0001")
    assert not Authenticator.objects.exists()
    assert client.get("/account/").status_code == 302


def test_no_other_provider_is_offered_unless_configured(client):
    assert "Or sign in elsewhere" not in text(client.get("/account/sign-in/"))
    assert Config().oidc_apps() == []
    assert Config().oidc_origins() == []


def test_provider_is_configured_whole_or_not_at_all():
    whole = Config(
        oidc_url="https://login.example.org/realm",
        oidc_client_id="codeclerk",
        oidc_client_secret="s",
        oidc_name="Example",
    )
    assert whole.oidc_apps()[0]["settings"] == {"server_url": "https://login.example.org/realm"}
    assert whole.oidc_origins() == ["https://login.example.org"]
    with pytest.raises(ValueError, match="set together or not at all"):
        Config(oidc_url="https://login.example.org")
    with pytest.raises(ValueError, match="must start with https://"):
        Config(oidc_url="http://login.example.org", oidc_client_id="c", oidc_client_secret="s")


def test_menu_shows_what_the_reader_may_open(client):
    assert "My account" not in text(client.get("/organisations/"))
    page = text(signed_in(client, operator()).get("/organisations/"))
    assert all(link in page for link in ('href="/account/"', 'href="/people/"', 'href="/account/sign-out/"'))
