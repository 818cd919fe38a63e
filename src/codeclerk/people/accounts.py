"""Accounts: the bridge between a person of the record and the sign-in machinery."""

from __future__ import annotations

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from codeclerk.people.models import Account, ApiToken, Person


def open_for(person: Person) -> Account:
    """The person's account, open; made without a password, which the person sets by the link that is sent."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account(person=person, email=person.email.lower())
        account.set_unusable_password()
    account.is_active = True
    account.save()
    _follow(account, person)
    return account


def close(person: Person, at: datetime) -> None:
    """Nobody signs in with it any more; running sessions end with the next request, and tokens are revoked."""
    revoke(ApiToken.objects.filter(person=person), at)
    account = Account.objects.filter(person=person).first()
    if account is not None:
        account.is_active = False
        account.save(update_fields=["is_active"])


def revoke(tokens: QuerySet[ApiToken], at: datetime) -> None:
    """Those of these tokens that counted count no more."""
    for token in tokens.filter(revoked_at__isnull=True):
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])


def follow(person: Person) -> None:
    """The account's address becomes the person's."""
    account = Account.objects.filter(person=person).first()
    if account is not None:
        _follow(account, person)


def _follow(account: Account, person: Person) -> None:
    account.email = person.email.lower()
    account.save(update_fields=["email"])
    EmailAddress.objects.filter(user=account).exclude(email=account.email).delete()
    EmailAddress.objects.get_or_create(user=account, email=account.email, defaults={"verified": True, "primary": True})


def remove(person: Person) -> None:
    """The account goes, and with it its addresses, second factors, links to other providers, and the tokens."""
    ApiToken.objects.filter(person=person).delete()
    Account.objects.filter(person=person).delete()


def password_link(account: Account) -> str:
    """An address under which the holder sets a password, valid for three days or until used."""
    key = default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": key})
    return f"{settings.CONFIG.site_url.rstrip('/')}{path}"
