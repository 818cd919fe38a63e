"""The forms of the acts on sources: what each one asks for, and where it leads."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.people.middleware import Request
from codeclerk.people.queries import names_as_at
from codeclerk.sources import queries
from codeclerk.sources.commands import (
    ClassifyDocument,
    CorrectClaim,
    CorrectDocument,
    HoldDocument,
    RecordClaim,
    RegisterDocument,
    RuleOnClaims,
    WithdrawClaim,
)
from codeclerk.sources.commands import claims as claim_acts
from codeclerk.sources.commands import documents as document_acts
from codeclerk.sources.commands import rulings as ruling_acts
from codeclerk.sources.fields import NEITHER, FollowsField, KeysField, OtherValueField, ValueField, WhenField
from codeclerk.sources.inputs import ClaimInput
from codeclerk.sources.receiving import check_may_receive, receive
from codeclerk.sources.rules.claims import Claim, Stated
from codeclerk.sources.rules.documents import KINDS, SHA256
from codeclerk.sources.rules.files import LARGEST, SUFFIXES, too_large
from codeclerk.sources.rules.values import ValueType
from codeclerk.sources.rules.vocabulary import Property, check_subject, find_property, properties
from codeclerk.ui.act_forms import ActPage, act_form
from codeclerk.ui.forms import add_refusals

ENVELOPE = 64 * 1024
"""What a form may add to the file in it."""

Crumb = tuple[str, str]


def _documents() -> Crumb:
    return ("Documents", reverse("sources:documents"))


def _document_page(one: queries.DocumentView, **said: Any) -> ActPage:
    here = reverse("sources:document", args=[one.sha256])
    return ActPage(crumbs=[_documents(), (one.name, here)], cancel=here, **said)


def _subject_page(subject: str, **said: Any) -> ActPage:
    here = reverse("sources:subject", args=[subject])
    return ActPage(crumbs=[("Claims", reverse("sources:claims")), (subject, here)], cancel=here, **said)


def _to_document(outcome: bus.Outcome) -> str:
    return reverse("sources:document", args=[outcome.answer["document"]])


def _to_subject(outcome: bus.Outcome) -> str:
    return reverse("sources:subject", args=[outcome.answer["subject"]])


# --- documents -------------------------------------------------------------------------------------------------------


class AddDocumentForm(forms.Form):
    """A file, or the hash of one that is not to be kept here."""

    file = forms.FileField(
        required=False,
        label="File",
        help_text=f"{', '.join(SUFFIXES.values())}; at most {LARGEST // 1024 // 1024} MB. Its name is not kept.",
    )
    sha256 = forms.CharField(
        required=False,
        label="SHA-256 of a file that is not kept here",
        help_text="64 digits, as `sha256sum` prints them. Such a document can be cited, not downloaded.",
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "file" in self.errors or "sha256" in self.errors:
            return given
        typed = str(given.get("sha256", "")).lower()
        if bool(given.get("file")) == bool(typed):
            self.add_error("file", "Upload a file or give a hash, one of the two")
        elif typed and not SHA256.fullmatch(typed):
            self.add_error("sha256", "SHA-256 must be 64 digits, 0 to 9 and a to f")
        return {**given, "sha256": typed}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def add_document(request: Request) -> HttpResponse:
    """Take the file or the hash. An upload that is too large is refused before it is read: this must come before the
    check of the form's token, which would read the whole of it."""
    check_may_receive(request.viewer.key)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + ENVELOPE:
        raise too_large()
    return _add_document(request)


@csrf_protect
def _add_document(request: Request) -> HttpResponse:
    form = AddDocumentForm(request.POST, request.FILES) if request.method == "POST" else AddDocumentForm()
    if form.is_bound and form.is_valid():
        try:
            return redirect(_next_step(request, form.cleaned_data))
        except Refused as refused:
            add_refusals(form, refused)
    context = {"form": form, "lens": request.lens}
    return render(request, "sources/add_document.html", context, status=422 if form.is_bound else 200)


def _next_step(request: Request, given: dict[str, Any]) -> str:
    sha256, media_type, upload = given["sha256"], "", given["file"]
    if isinstance(upload, UploadedFile):
        got = receive(upload.read(), actor=request.viewer.key, declared=upload.content_type or "")
        sha256, media_type = got.sha256, got.facts.media_type
    if not queries.is_registered(sha256):
        asked = {"sha256": sha256, **({"held": "1", "type": media_type} if upload else {})}
        return f"{reverse('sources:register_document')}?{urlencode(asked)}"
    known = queries.document(request.lens, sha256)
    if upload and not known.is_held:
        return reverse("sources:hold_document", args=[sha256])
    return reverse("sources:document", args=[sha256])


def register_document(request: Request) -> HttpResponse:
    """What the document is. Its hash and whether its file came in stand in the address, and the act checks both."""
    held = request.GET.get("held") == "1"
    fixed: dict[str, Any] = {"sha256": request.GET.get("sha256", ""), "held": held}
    if held:
        fixed |= {"media_type": request.GET.get("type", "")[:100], "size": None}
    lead = "Its file is received." if held else "It will be known by its hash; its file is not kept here."
    return act_form(
        request,
        RegisterDocument,
        actor=request.viewer.key,
        fixed=fixed,
        initial={"classification": "White"},
        choices={"kind": KINDS.items(), "publisher": _publishers(request)},
        instead={"classification": _classifications()},
        streams=[document_acts.stream(fixed["sha256"][:64])],
        page=ActPage(crumbs=[_documents()], cancel=_documents()[1], lead=lead, done="The document is registered"),
        done=_to_document,
    )


def _classifications() -> forms.ChoiceField:
    choices = [(one.value, one.value) for one in Classification]
    return forms.ChoiceField(label="Classification", choices=choices, widget=forms.RadioSelect)


def _publishers(request: Request) -> list[tuple[str, str]]:
    return sorted(names_as_at(request.lens).items(), key=lambda pair: pair[1].casefold())


def hold_document(request: Request, sha256: str) -> HttpResponse:
    """Keep the file that was just received for a document known by its hash."""
    one = queries.document(request.lens, sha256)
    return act_form(
        request,
        HoldDocument,
        actor=request.viewer.key,
        fixed={"sha256": sha256},
        streams=[document_acts.stream(sha256)],
        page=_document_page(one, done="The file is kept"),
        done=_to_document,
    )


def correct_document(request: Request, sha256: str) -> HttpResponse:
    """Put the details of a document right."""
    one = queries.document(request.lens, sha256)
    return act_form(
        request,
        CorrectDocument,
        actor=request.viewer.key,
        fixed={"sha256": sha256},
        initial=queries.recorded_details(request.lens, sha256),
        choices={"kind": KINDS.items(), "publisher": _publishers(request)},
        streams=[document_acts.stream(sha256)],
        page=_document_page(one, done="The details are corrected"),
        done=_to_document,
    )


def classify_document(request: Request, sha256: str) -> HttpResponse:
    """Change how far a document may be shared, from a day on."""
    one = queries.document(request.lens, sha256)
    return act_form(
        request,
        ClassifyDocument,
        actor=request.viewer.key,
        fixed={"sha256": sha256},
        initial={"classification": one.classification.value},
        effective="From which day",
        streams=[document_acts.stream(sha256)],
        page=_document_page(one, lead=f"Now {one.classification.value}.", done="The classification is recorded"),
        done=lambda outcome: reverse("sources:documents"),
    )


# --- claims ----------------------------------------------------------------------------------------------------------


class AboutForm(forms.Form):
    """What a new claim is about: the form for its value depends on it."""

    subject = forms.CharField(max_length=120, label="Subject", help_text="Its kind and key, such as proposal:MP107.")
    property = forms.ChoiceField(label="Property", choices=lambda: [(p.id, p.label) for p in properties().values()])

    def clean_subject(self) -> str:
        subject = str(self.cleaned_data["subject"])
        try:
            return check_subject(subject)
        except Refused as refused:
            raise forms.ValidationError(f"{refused.first.problem}. {refused.first.remedy}") from refused


def _value_fields(declared: Property, value: forms.Field) -> tuple[dict[str, forms.Field], dict[str, Any]]:
    """The fields that depend on the property, and what it fixes."""
    made: dict[str, forms.Field] = {"value": value}
    if declared.type is not ValueType.DURATION:
        return made, {"unit": ""}
    made["unit"] = forms.ChoiceField(label="Unit", choices=[(unit, unit) for unit in declared.units])
    return made, {}


def record_claim(request: Request, sha256: str) -> HttpResponse:
    """First what the claim is about, then what the document says."""
    one = queries.document(request.lens, sha256)
    asked = AboutForm(request.GET if request.GET.get("property") else None)
    if not asked.is_valid():
        context = {"form": asked, "document": one, "lens": request.lens}
        return render(request, "sources/claim_about.html", context, status=422 if asked.is_bound else 200)
    declared = find_property(asked.cleaned_data["property"])
    subject = asked.cleaned_data["subject"]
    made, fixed = _value_fields(declared, ValueField(declared))
    return act_form(
        request,
        RecordClaim,
        actor=request.viewer.key,
        fixed={"document": sha256, "subject": subject, "property": declared.id, **fixed},
        initial={"stated": "printed"},
        instead={**made, **_rest()},
        streams=[claim_acts.stream(sha256)],
        page=_document_page(one, heading=f"{declared.label} of {subject}", done="The claim is recorded"),
        done=_to_subject,
    )


def _rest() -> dict[str, forms.Field]:
    """The fields that every form of a claim shares, where the schema's own would not do."""
    made: dict[str, forms.Field] = {
        name: forms.CharField(
            label=info.title,
            help_text=info.description or "",
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        for name, info in ClaimInput.model_fields.items()
        if name in ("reasoning", "wording", "note")
    }
    stated = [(one.value, one.label) for one in Stated]
    made["stated"] = forms.ChoiceField(label="How it is stated", choices=stated, widget=forms.RadioSelect)
    return {**made, "about": _about()}


def _about() -> WhenField:
    return WhenField(
        label="For which time",
        help_text="The day, month or period it holds for, such as February 2021.",
        required=False,
    )


def _claim(request: Request, key: str) -> Claim:
    found = queries.claim(request.lens, key)
    if found is None:
        raise claim_acts.UNKNOWN_CLAIM.refuse(key[:24])
    return found


def withdraw_claim(request: Request, key: str) -> HttpResponse:
    """Take back a claim that its document does not make."""
    claim = _claim(request, key)
    return act_form(
        request,
        WithdrawClaim,
        actor=request.viewer.key,
        fixed={"key": key},
        streams=[claim_acts.stream(claim.source.document)],
        page=_subject_page(
            claim.question.subject,
            lead=f"{claim.place}: {claim.question.words}: {claim.measure.shown}",
            done="The claim is withdrawn",
        ),
        done=_to_subject,
    )


def correct_claim(request: Request, key: str) -> HttpResponse:
    """Say what the document says in truth."""
    claim = _claim(request, key)
    question = claim.question
    declared = find_property(question.property)
    made, fixed = _value_fields(declared, ValueField(declared))
    return act_form(
        request,
        CorrectClaim,
        actor=request.viewer.key,
        fixed={"key": key, "subject": question.subject, "property": question.property, **fixed},
        initial={
            "about": question.about,
            "qualifier": question.qualifier,
            "value": claim.measure.value,
            "unit": claim.measure.unit,
            "locator": claim.locator,
            "stated": claim.stated.value,
            "reasoning": claim.reasoning,
            "wording": claim.wording,
            "note": claim.note,
        },
        instead={**made, **_rest()},
        streams=[claim_acts.stream(claim.source.document)],
        page=_subject_page(question.subject, lead=f"Recorded from {claim.place}.", done="The claim is corrected"),
        done=_to_subject,
    )


# --- rulings ---------------------------------------------------------------------------------------------------------


def rule_on_claims(request: Request, question: str) -> HttpResponse:
    """Say what the record follows. The form carries which claims were shown, so that none is passed over."""
    reading = queries.reading_of(request.lens, question)
    asked = reading.question
    declared = find_property(asked.property)
    made, fixed = _value_fields(declared, OtherValueField(declared, label="Other value", required=False))
    choices = [(c.key, f"{c.measure.shown}, {c.place} ({c.stated.value})") for c in reading.claims]
    follows = FollowsField(
        label="The record follows", choices=[*choices, (NEITHER, "None of them, but the value below")]
    )
    standing = reading.ruling if reading.ruling and not reading.is_overtaken else None
    return act_form(
        request,
        RuleOnClaims,
        actor=request.viewer.key,
        fixed={
            "subject": asked.subject,
            "property": asked.property,
            "about": asked.about,
            "qualifier": asked.qualifier,
            **fixed,
        },
        initial={
            "considered": [claim.key for claim in reading.claims],
            "follows": standing.follows if standing else None,
            "unit": declared.unit,
        },
        instead={**made, "follows": follows, "considered": KeysField()},
        streams=[ruling_acts.stream(asked)],
        page=_subject_page(
            asked.subject,
            heading=f"Rule on: {asked.words}",
            template="sources/rule.html",
            context={"reading": reading},
            done="The ruling is recorded",
        ),
        done=_to_subject,
    )
