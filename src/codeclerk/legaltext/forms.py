"""The forms of the acts on versions and redlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from codeclerk.kernel.acts import Act
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import commands, queries
from codeclerk.legaltext.models import STREAM
from codeclerk.legaltext.page_text import differing
from codeclerk.legaltext.releasing import Origin
from codeclerk.legaltext.views import shared
from codeclerk.people.middleware import Request
from codeclerk.ui.act_fields import InParts
from codeclerk.ui.act_forms import ActPage, act_form

ORIGINS = [(one.value, one.words) for one in Origin]


def _code_form(request: Request, act: type[Act[Any]], lead: str, done: str, **more: Any) -> HttpResponse:
    """A form of an act on the code as a whole."""
    here = reverse("legaltext:code")
    given = {"template": more.pop("template", "ui/act_form.html"), "context": more.pop("context", {})}
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        page=ActPage(lead=lead, crumbs=[("The code", here)], cancel=here, done=done, **given),
        done=lambda outcome: here,
        **{"streams": (STREAM,)} | more,
    )


def _holds_from() -> forms.Field:
    """From when a version holds, which has to be said; in whatever way the act reads."""
    return forms.CharField(label="Holds from", help_text="25 June 2020, or 2020-06-25 06:00: in London.", max_length=60)


@require_http_methods(["GET", "POST"])
def import_version(request: Request) -> HttpResponse:
    """Import one document as a new version. A whole folder is imported on the command line."""
    fields: dict[str, forms.Field] = {
        "name": forms.CharField(label="Document", help_text="Section H, Schedule 11 or Appendix AL.", max_length=200),
        "text": forms.CharField(
            label="Its whole text",
            help_text="Plain text with the Code's numbering. Its first line is the title, such as “# DCC Services”.",
            widget=forms.Textarea(attrs={"rows": 16, "class": "code__box"}),
            strip=False,
        ),
        "revision": forms.CharField(label="Its own version", required=False, max_length=20),
    }
    return _code_form(
        request,
        commands.ImportVersion,
        "For a document that changed outside this record. All other documents stay as they are.",
        "The version is imported",
        fixed={"others_stay": True},
        initial={"origin": Origin.IMPORT.value, **_typed(request, "name")},
        choices={"origin": ORIGINS},
        instead={"effective": _holds_from()},
        in_parts={"documents": InParts(fields, lambda typed: [dict(typed)])},
    )


def _typed(request: Request, part: str) -> Mapping[str, str]:
    return {f"documents__{part}": request.GET[part]} if part in request.GET else {}


@require_http_methods(["GET", "POST"])
def consolidate(request: Request) -> HttpResponse:
    """Publish the version that chosen proposals make; what it would be is shown before."""
    waiting = queries.redlines(request.lens)
    chosen = [key for key in request.POST.getlist("proposals") if any(one.key == key for one in waiting)]
    context = shared(request)
    if chosen:
        try:
            version, made = queries.would_be(request.lens, chosen)
        except Refused:
            pass  # the act refuses with the same words, at its field
        else:
            context |= {
                "made": made,
                "version": version,
                "certificate": made.certificate.as_json(),
                "documents": differing(made.comparison),
            }
    proposals = forms.MultipleChoiceField(
        label="Proposals whose legal text it carries out",
        choices=[(one.key, f"{one.redline.proposal}, draft {one.revision}") for one in waiting],
        widget=forms.CheckboxSelectMultiple,
    )
    return _code_form(
        request,
        commands.Consolidate,
        "The chosen amendments are carried out on the newest version. The result is proved before it is published.",
        "The version is published",
        fixed={"redlines": ()},
        initial={
            "origin": Origin.MODIFICATION.value,
            "proposals": request.GET.getlist("proposal"),
            "effective": request.GET.get("effective", ""),
        },
        choices={"origin": ORIGINS},
        instead={"proposals": proposals, "effective": _holds_from()},
        streams=(STREAM, *(f"proposal:{key}" for key in chosen)),
        template="legaltext/consolidate.html",
        context=context,
    )


@require_http_methods(["GET", "POST"])
def correct_date(request: Request) -> HttpResponse:
    """Correct from when a version holds."""
    every = queries.versions(request.lens)
    return _code_form(
        request,
        commands.CorrectVersionDate,
        "What was known before stays in the past: `known at` shows it.",
        "The date is corrected",
        instead={"effective": _holds_from()},
        choices={"number": [(one.number, one.number) for one in reversed(every)]},
        initial={"number": request.GET.get("version", "")},
    )


@require_http_methods(["GET", "POST"])
def commencement(request: Request) -> HttpResponse:
    """Record where a document or a clause is in force."""
    regions = forms.CharField(
        label="Regions", help_text="One a line. None for everywhere else.", required=False, widget=forms.Textarea
    )
    return _code_form(
        request,
        commands.RecordCommencement,
        "For a part that came into force in some regions first, or later than its version.",
        "It is recorded",
        effective="From which day",
        initial={"is_in_force": True, "what": request.GET.get("what", "")},
        in_parts={"regions": InParts({"list": regions}, _lines)},
    )


def _lines(typed: Mapping[str, Any]) -> list[str]:
    return [line.strip() for line in str(typed.get("list", "")).splitlines() if line.strip()]


def _redline_form(request: Request, act: type[Act[Any]], proposal: str, lead: str, done: str, to: str) -> HttpResponse:
    one = queries.redline_named(request.lens, proposal)
    number = one.redline.proposal
    here = reverse("legaltext:redline", args=[number])
    return act_form(
        request,
        act,
        actor=request.viewer.key,
        fixed={"proposal": number},
        effective="From which day",
        streams=(f"proposal:{one.key}",),
        page=ActPage(
            heading=f"{act.title} of {number}", lead=lead, crumbs=[("Legal text", here)], cancel=here, done=done
        ),
        done=lambda outcome: reverse(to, args=[number]),
    )


@require_http_methods(["GET", "POST"])
def baseline(request: Request, proposal: str) -> HttpResponse:
    """Say that a committee agreed the legal text."""
    lead = "A committee agreed this text: it takes the next whole number."
    return _redline_form(
        request, commands.BaselineRedline, proposal, lead, "The legal text is baselined", "legaltext:redline"
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, proposal: str) -> HttpResponse:
    """Say that a proposal amends the code no more."""
    lead = "The proposal amends the code no more. Its drafts stay in the past."
    return _redline_form(
        request, commands.WithdrawRedline, proposal, lead, "The legal text is withdrawn", "register:proposal"
    )
