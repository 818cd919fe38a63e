"""The forms of people's acts: which fields each one asks for, what stands in its lists, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from codeclerk.kernel import bus, clock
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.people import queries, vocabulary
from codeclerk.people.commands import (
    AddOrganisation,
    ChangeContact,
    CloseAccount,
    EndMembership,
    ErasePerson,
    GiveMembership,
    IssueToken,
    OpenAccount,
    PublishContact,
    RegisterPerson,
    RenameOrganisation,
    RevokeToken,
    SetOnBehalfOf,
    SetOrganisationKind,
    SetPartyCategory,
    StrikeMembership,
    WithdrawContact,
)
from codeclerk.people.commands.memberships import INSTALLATION
from codeclerk.people.middleware import Request
from codeclerk.people.tokens import new_secret, text_of
from codeclerk.ui.act_forms import ActPage, act_form
from codeclerk.ui.words import day

Choices = Iterable[tuple[str, str]]


def organisation_choices(request: Request) -> Choices:
    """Every organisation of today, by name."""
    return sorted(queries.names_as_at(request.lens).items(), key=lambda pair: pair[1].casefold())


def category_choices() -> Choices:
    """The party categories and groups of the pack."""
    return [(entry.id, entry.name) for entry in vocabulary.categories()]


def role_choices() -> Choices:
    """The roles that somebody can hold here."""
    return [(r.id, r.name) for r in vocabulary.roles() if r.scope in ("body", "organisation", "installation")]


def body_choices() -> Choices:
    """The bodies of the pack."""
    return [(entry.id, entry.name) for entry in vocabulary.bodies()]


def member_choices(request: Request) -> Choices:
    """Every membership of a body that an alternate can stand in for, on the day of the lens."""
    names = queries.names_of(request.lens)
    return [
        (
            line.key,
            ", ".join(
                filter(None, (line.place_name, line.seat or line.role_name, names.get(line.person, line.person)))
            ),
        )
        for line in queries.memberships_as_at(request.lens)
        if line.body and not line.alternate_for
    ]


def _to_organisation(outcome: bus.Outcome) -> str:
    return reverse("people:organisation", args=[outcome.answer["organisation"]])


def _to_person(outcome: bus.Outcome) -> str:
    return reverse("people:person", args=[outcome.answer["person"]])


def _organisation_page(key: str, heading: str = "", lead: str = "", done: str = "") -> ActPage:
    here = reverse("people:organisation", args=[key])
    crumbs = [("Organisations", reverse("people:organisations")), (key, here)]
    return ActPage(heading, lead, crumbs, cancel=here, done=done)


def _person_page(key: str, heading: str = "", lead: str = "", done: str = "", confirm: str = "Confirm") -> ActPage:
    here = reverse("people:person", args=[key])
    return ActPage(heading, lead, [(f"Person {key}", here)], cancel=here, done=done, confirm=confirm)


def add_organisation(request: Request) -> HttpResponse:
    there = reverse("people:organisations")
    return act_form(
        request,
        AddOrganisation,
        actor=request.viewer.key,
        choices={"category": category_choices()},
        effective="Known by this name from",
        page=ActPage(crumbs=[("Organisations", there)], cancel=there, done="The organisation is added"),
        done=_to_organisation,
    )


def rename_organisation(request: Request, key: str) -> HttpResponse:
    line = queries.organisation_as_at(request.lens, key)
    return act_form(
        request,
        RenameOrganisation,
        actor=request.viewer.key,
        fixed={"organisation": key},
        initial={"name": line.name, "short_name": line.short_name},
        effective="From which day",
        streams=[f"organisation:{key}"],
        page=_organisation_page(key, lead=f"Now called {line.label}.", done="The new name is recorded"),
        done=_to_organisation,
    )


def set_party_category(request: Request, key: str) -> HttpResponse:
    line = queries.organisation_as_at(request.lens, key)
    return act_form(
        request,
        SetPartyCategory,
        actor=request.viewer.key,
        fixed={"organisation": key},
        initial={"category": line.category},
        choices={"category": category_choices()},
        effective="From which day",
        streams=[f"organisation:{key}"],
        page=_organisation_page(key, heading=f"Party category of {line.name}", done="The category is recorded"),
        done=_to_organisation,
    )


def set_organisation_kind(request: Request, key: str) -> HttpResponse:
    line = queries.organisation_as_at(request.lens, key)
    return act_form(
        request,
        SetOrganisationKind,
        actor=request.viewer.key,
        fixed={"organisation": key},
        initial={"kind": line.kind.value},
        effective="From which day",
        streams=[f"organisation:{key}"],
        page=_organisation_page(key, heading=f"Kind of {line.name}", done="The kind is recorded"),
        done=_to_organisation,
    )


def register_person(request: Request) -> HttpResponse:
    there = reverse("people:persons")
    return act_form(
        request,
        RegisterPerson,
        actor=request.viewer.key,
        choices={"on_behalf_of": organisation_choices(request)},
        page=ActPage(crumbs=[("People", there)], cancel=there, done="The person is registered"),
        done=_to_person,
    )


def _check_contact(request: Request, key: str) -> None:
    """Refuse who may neither manage people nor is the person, before anything of it is shown."""
    if request.viewer.key != PUBLIC.key and not queries.sees_contacts(request.viewer, key):
        raise queries.NOT_YOURS.refuse(request.viewer.key)


def change_contact(request: Request, key: str) -> HttpResponse:
    _check_contact(request, key)
    contact = queries.contact_of(request.lens, key)
    return act_form(
        request,
        ChangeContact,
        actor=request.viewer.key,
        fixed={"person": key},
        initial=vars(contact) if contact else {},
        streams=[f"person:{key}"],
        page=_person_page(key, done="The contact details are recorded"),
        done=_to_person,
    )


def publish_contact(request: Request, key: str) -> HttpResponse:
    """Asks for the agreement of the person where somebody else does it."""
    _check_contact(request, key)
    is_own = request.viewer.key == f"person:{key}"
    details = queries.published_details(Lens(request.viewer, clock.today(), clock.now()), key)
    lead = (
        "The contact block of a paper prints what you choose here, and anybody may read papers. A paper that is issued "
        "keeps it for good: withdrawing it, or erasing the person, keeps it out of later papers only."
    )
    return act_form(
        request,
        PublishContact,
        actor=request.viewer.key,
        fixed={"person": key} | ({"agreement": ""} if is_own else {}),
        initial={one.value: True for one in details},
        effective="From which day",
        streams=[f"person:{key}"],
        page=_person_page(key, lead=lead, confirm="Publish", done="What papers may print is recorded"),
        done=_to_person,
    )


def withdraw_contact(request: Request, key: str) -> HttpResponse:
    _check_contact(request, key)
    lead = "From today on no new paper prints these contact details. Papers that were issued before keep them."
    return act_form(
        request,
        WithdrawContact,
        actor=request.viewer.key,
        fixed={"person": key},
        streams=[f"person:{key}"],
        page=_person_page(key, lead=lead, confirm="Withdraw", done="No new paper prints the contact details"),
        done=_to_person,
    )


def set_on_behalf_of(request: Request, key: str) -> HttpResponse:
    line = queries.person_as_at(request.lens, key)
    return act_form(
        request,
        SetOnBehalfOf,
        actor=request.viewer.key,
        fixed={"person": key},
        initial={"organisation": line.on_behalf_of},
        choices={"organisation": organisation_choices(request)},
        effective="From which day",
        streams=[f"person:{key}"],
        page=_person_page(key, heading=f"Whom {line.label} stands for", done="It is recorded"),
        done=_to_person,
    )


def give_membership(request: Request, key: str) -> HttpResponse:
    line = queries.person_as_at(request.lens, key)
    choices = {
        "role": role_choices(),
        "body": body_choices(),
        "organisation": organisation_choices(request),
        "alternate_for": member_choices(request),
    }
    return act_form(
        request,
        GiveMembership,
        actor=request.viewer.key,
        fixed={"person": key},
        initial={"body": request.GET.get("body", ""), "role": request.GET.get("role", "")},
        choices=choices,
        effective="First day",
        effective_before="last_day",
        page=_person_page(key, heading=f"Give {line.label} a membership", done="The membership is recorded"),
        done=_to_person,
    )


def _membership(request: Request, key: str, heading: str, then: str, done: str) -> tuple[ActPage, list[str]]:
    """What a form about a membership says, and the stream that it looks at."""
    line = queries.membership_known(request.lens, key)
    until = f" to {day(line.last_day)}" if line.last_day else ""
    lead = f"Person {line.person}: {line.role_name}, {line.place_name}, from {day(line.first_day)}{until}. {then}"
    place = f"body:{line.body}" if line.body else ""
    place = place or (f"organisation:{line.organisation}" if line.organisation else INSTALLATION)
    here = reverse("people:membership", args=[key])
    return ActPage(heading, lead.strip(), [(key, here)], cancel=here, done=done), [place]


def end_membership(request: Request, key: str) -> HttpResponse:
    page, streams = _membership(request, key, f"End the membership {key}", "", "The end is recorded")
    return act_form(
        request,
        EndMembership,
        actor=request.viewer.key,
        fixed={"membership": key},
        streams=streams,
        page=page,
        done=_to_person,
    )


def strike_membership(request: Request, key: str) -> HttpResponse:
    then = "Strike it when it was recorded in error; one that was held is ended instead."
    page, streams = _membership(request, key, f"Strike the membership {key}", then, "The membership is struck")
    return act_form(
        request,
        StrikeMembership,
        actor=request.viewer.key,
        fixed={"membership": key},
        streams=streams,
        page=page,
        done=_to_person,
    )


def open_account(request: Request, key: str) -> HttpResponse:
    lead = "A link to set a password is sent to the e-mail address of the person."
    return act_form(
        request,
        OpenAccount,
        actor=request.viewer.key,
        fixed={"person": key},
        streams=[f"person:{key}"],
        page=_person_page(key, lead=lead, done="The account is open"),
        done=_to_person,
    )


def close_account(request: Request, key: str) -> HttpResponse:
    return act_form(
        request,
        CloseAccount,
        actor=request.viewer.key,
        fixed={"person": key},
        streams=[f"person:{key}"],
        page=_person_page(key, lead="The person can sign in no more.", done="The account is closed"),
        done=_to_person,
    )


def erase_person(request: Request, key: str) -> HttpResponse:
    lead = "Name, e-mail address, telephone number and account go for good. The key stays, with what was done under it."
    return act_form(
        request,
        ErasePerson,
        actor=request.viewer.key,
        fixed={"person": key},
        streams=[f"person:{key}"],
        page=_person_page(key, lead=lead, confirm="Erase for good", done="The person is erased"),
        done=_to_person,
    )


def _tokens_page(heading: str, lead: str, done: str, confirm: str) -> ActPage:
    there = reverse("people:tokens")
    crumbs = [("My account", reverse("people:account")), ("API tokens", there)]
    return ActPage(heading, lead, crumbs, cancel=there, done=done, confirm=confirm)


def issue_token(request: Request) -> HttpResponse:
    """Make a token. The page that follows is the only place where it stands: it is not kept, nor is that page."""
    outcomes: list[bus.Outcome] = []
    secret, there = new_secret(), reverse("people:tokens")

    def done(outcome: bus.Outcome) -> str:
        outcomes.append(outcome)
        return there

    lead = "A program that has the token asks, and acts if you let it, in your name. It is shown once."
    response = act_form(
        request,
        IssueToken,
        actor=request.viewer.key,
        fixed={"person": request.viewer.key.removeprefix("person:"), "secret": secret},
        page=_tokens_page("", lead, "The token is made", "Make the token"),
        done=done,
    )
    if not outcomes or outcomes[0].repeated:
        # Sent twice: the token was shown the first time, and cannot be shown again.
        return response
    shown = render(request, "people/token_made.html", {"token": text_of(outcomes[0].answer["token"], secret)})
    shown["Cache-Control"] = "private, no-store"
    return shown


def revoke_token(request: Request, token: str) -> HttpResponse:
    return act_form(
        request,
        RevokeToken,
        actor=request.viewer.key,
        fixed={"person": request.viewer.key.removeprefix("person:"), "token": token},
        page=_tokens_page(
            f"Revoke the token {token}", "Programs that use it are refused from then on.", "It is revoked", "Revoke it"
        ),
        done=lambda outcome: reverse("people:tokens"),
    )
