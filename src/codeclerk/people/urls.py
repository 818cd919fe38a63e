"""The addresses of people, and those of sign-in that are offered: no sign-up, no change of addresses."""

from allauth.account import views as account_views
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from codeclerk.people import forms, views

people: list[URLPattern | URLResolver] = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/add/", forms.add_organisation, name="add_organisation"),
    path("organisations/<slug:key>/", views.organisation, name="organisation"),
    path("organisations/<slug:key>/name/", forms.rename_organisation, name="rename_organisation"),
    path("organisations/<slug:key>/category/", forms.set_party_category, name="set_party_category"),
    path("organisations/<slug:key>/kind/", forms.set_organisation_kind, name="set_organisation_kind"),
    path("committees/<slug:key>/members/", views.body, name="body"),
    path("people/", views.persons, name="persons"),
    path("people/register/", forms.register_person, name="register_person"),
    path("people/<slug:key>/", views.person, name="person"),
    path("people/<slug:key>/contact/", forms.change_contact, name="change_contact"),
    path("people/<slug:key>/publish-contact/", forms.publish_contact, name="publish_contact"),
    path("people/<slug:key>/withdraw-contact/", forms.withdraw_contact, name="withdraw_contact"),
    path("people/<slug:key>/on-behalf-of/", forms.set_on_behalf_of, name="set_on_behalf_of"),
    path("people/<slug:key>/membership/", forms.give_membership, name="give_membership"),
    path("people/<slug:key>/open-account/", forms.open_account, name="open_account"),
    path("people/<slug:key>/close-account/", forms.close_account, name="close_account"),
    path("people/<slug:key>/erase/", forms.erase_person, name="erase_person"),
    path("memberships/<slug:key>/", views.membership, name="membership"),
    path("memberships/<slug:key>/end/", forms.end_membership, name="end_membership"),
    path("memberships/<slug:key>/strike/", forms.strike_membership, name="strike_membership"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/make/", forms.issue_token, name="issue_token"),
    path("account/tokens/<slug:token>/revoke/", forms.revoke_token, name="revoke_token"),
]

sign_in: list[URLPattern | URLResolver] = [
    path("sign-in/", account_views.login, name="account_login"),
    path("sign-out/", account_views.logout, name="account_logout"),
    path("inactive/", account_views.account_inactive, name="account_inactive"),
    path("confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account_views.password_change, name="account_change_password"),
    path("password/set/", account_views.password_set, name="account_set_password"),
    path("password/forgotten/", account_views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
]

if settings.CONFIG.oidc_url:
    sign_in += [
        path("provider/", include("allauth.socialaccount.urls")),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]

urlpatterns = [
    path("", include((people, "people"))),
    path("account/", include(sign_in)),
]
