"""The form on which the legal text of a proposal is drafted, clause by clause, with checks of what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from codeclerk.kernel.errors import Refusal, Refused
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.legaltext import commands, queries
from codeclerk.legaltext.blocks import Block, blocks_of, joined, place_of, written
from codeclerk.legaltext.codec import operations_json
from codeclerk.legaltext.commands.redlines import NOTHING_AMENDED
from codeclerk.legaltext.edited import edited
from codeclerk.legaltext.models import STREAM
from codeclerk.legaltext.page_text import differing, slug, told
from codeclerk.legaltext.queries import ProposalRedline, Version
from codeclerk.legaltext.queries.clauses import PID
from codeclerk.legaltext.queries.versions import NO_DOCUMENT, NOT_YET
from codeclerk.legaltext.rules import conflicts as finding
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import Comparison, compare
from codeclerk.legaltext.rules.conflicts import Conflict
from codeclerk.legaltext.rules.consolidating import flaws
from codeclerk.legaltext.rules.deriving import derive
from codeclerk.legaltext.rules.drafting import notes
from codeclerk.legaltext.rules.operations import Operation
from codeclerk.legaltext.rules.provisions import Code
from codeclerk.legaltext.rules.redlines import Redline
from codeclerk.legaltext.views import page, shared
from codeclerk.people.middleware import Request
from codeclerk.register.queries.names import key_in_register, numbers_at
from codeclerk.ui.act_fields import PART, InParts
from codeclerk.ui.act_forms import ActPage, act_form

TYPED = f"operations{PART}"
SAME = "same"
GONE = (
    "This provision is not in the text any more: it was taken out since you began. Put its words under another one, "
    "and empty this box."
)


@dataclass(frozen=True)
class Start:
    """Where drafting begins.

    Args:
        base: the version to draft on, the newest one.
        old: its text.
        code: the same with the present draft.
        stale: why the present draft does not fit the newest version; it is begun anew then.
    """

    key: str
    number: str
    base: Version
    old: Code
    code: Code
    draft: ProposalRedline | None
    stale: tuple[Refusal, ...] = ()


def start_of(lens: Lens, ref: str) -> Start:
    """Where the drafting of a proposal begins. Refused: unknown proposals, and legaltext.nothing_in_force."""
    key = key_in_register(lens, ref)
    number = numbers_at(lens, [key])[key]
    base = queries.newest(lens)
    if base is None:
        raise NOT_YET.refuse("any day", suggestion="Import a version first.")
    old, draft = queries.code_of(base), queries.redline_of(lens, key)
    try:
        code = apply(old, draft.redline.operations) if draft is not None else old
    except Refused as refused:
        return Start(key, number, base, old, old, draft, refused.refusals)
    return Start(key, number, base, old, code, draft)


@dataclass(frozen=True)
class Checked:
    """What was typed, as amendments, with all that a drafter should know of them.

    Args:
        said: each operation as it is told: what it does, and where.
        warned: what is worth a look, in sentences.
        conflicts: with the amendments of other proposals that wait.
    """

    operations: tuple[Operation, ...]
    comparison: Comparison
    said: tuple[Mapping[str, str], ...]
    warned: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


class Drafting:
    """One document of one draft, and what was typed into it."""

    def __init__(self, request: Request, start: Start, document: str, chapter: str) -> None:
        self.lens, self.start = request.lens, start
        self.name = start.code.provisions[document].name
        self.every = blocks_of(start.code, document)
        self.shown = [one for one in self.every if not chapter or one.chapter == chapter]
        named = {one.pid for one in self.every}
        sent = {key.removeprefix(TYPED): str(request.POST[key]) for key in request.POST if key.startswith(TYPED)}
        self.typed = {pid: text for pid, text in sent.items() if pid in named}
        self.lost = {pid: text for pid, text in sent.items() if pid not in named and PID.fullmatch(pid)}
        self.errors: dict[str, list[str]] = {pid: [GONE] for pid, text in self.lost.items() if text.strip()}
        self.pairs: list[tuple[str, str]] = []
        self.checked: Checked | None = None
        if request.method == "POST":
            self._check(request.POST.getlist(TYPED + SAME))

    def _check(self, confirmed: Sequence[str]) -> None:
        start = self.start
        texts = {name: text for name, text in written(start.code).items() if text != written(start.old).get(name)}
        texts[self.name] = joined(self.every, self.typed)
        try:
            made = edited(start.old, texts, start.key)
            self.pairs = _pairs(made.uncertain, made.doubts)
            same = dict(_pair(value) for value, _ in self.pairs if value in confirmed)
            if same:
                made = edited(start.old, texts, start.key, same)
                still = dict(_pairs(made.uncertain, made.doubts))
                self.pairs = [one for one in self.pairs if one[0] in confirmed or one[0] in still]
            operations = derive(start.old, made.code, start.number)
            if not operations:
                raise NOTHING_AMENDED.refuse(start.number, version=start.base.number)
        except Refused as refused:
            self._place(refused)
            return
        self.checked = self._checked(operations, made.code)

    def _place(self, refused: Refused) -> None:
        """Each refusal at the piece in which it stands; one of elsewhere at the first piece."""
        shown = {one.pid for one in self.shown}
        for refusal in refused.refusals:
            pid, words = place_of(refusal, self.name, self.every, self.typed)
            if pid and pid not in shown:
                words = f"Under {next(one.label for one in self.every if one.pid == pid)}: {words}"
            self.errors.setdefault(pid if pid in shown else self.shown[0].pid, []).append(words)

    def _checked(self, operations: tuple[Operation, ...], result: Code) -> Checked:
        start = self.start
        others = [one for one in queries.redlines(self.lens) if one.key != start.key]
        alternative = start.draft.redline.alternative_to if start.draft else ""
        own = Redline(start.number, start.base.root, operations, alternative)
        found = finding.conflicts(start.old, [*(one.redline for one in others), own])
        before = {(one.pid, one.what) for one in flaws(start.old)}
        new_flaws = [
            f"{one.label or one.pid}: {one.what}" for one in flaws(result) if (one.pid, one.what) not in before
        ]
        scope = queries.scope_of(self.lens, start.key, start.old)
        noted = [
            f"{one.label}: {one.words}" if one.label else one.words
            for one in notes(start.old, result, operations, scope)
        ]
        return Checked(
            operations,
            compare(start.old, result),
            tuple(told(operations, start.old, result)),
            tuple(dict.fromkeys([*new_flaws, *noted])),
            tuple(one for one in found if start.number in one.proposals),
        )

    def fields(self) -> dict[str, forms.Field]:
        """A box for each piece that is shown, and the pairs that a person can confirm."""
        made: dict[str, forms.Field] = {
            one.pid: _Box(one.label, self.errors.get(one.pid, []), self.typed.get(one.pid, one.text))
            for one in self.shown
        }
        for pid, text in self.lost.items():
            made[pid] = _Box("No longer in the text", self.errors.get(pid, []), text)
        if self.pairs:
            made[SAME] = forms.MultipleChoiceField(
                label="Which of these are the same provision?",
                help_text="Tick those that are: they keep their permanent ids and are shown as edited.",
                choices=self.pairs,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        return made


def _pairs(uncertain: Iterable[Any], doubts: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"{one.new}:{one.old}", words) for one, words in zip(uncertain, doubts, strict=True)]


def _pair(value: str) -> tuple[str, str]:
    new, _, old = value.partition(":")
    return new, old


class _Box(forms.CharField):
    """A piece of the text. What is wrong in it was found by reading the whole document, also where it is empty."""

    def __init__(self, label: str, errors: list[str], text: str) -> None:
        rows = min(20, max(2, sum(1 + len(line) // 80 for line in text.splitlines())))
        widget = forms.Textarea(attrs={"rows": rows, "class": "code__box"})
        super().__init__(label=label, strip=False, widget=widget, initial=text)
        self.errors = errors

    def validate(self, value: Any) -> None:
        """An empty piece is one that is taken out."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.errors:
            raise forms.ValidationError(self.errors)
        return cleaned


@require_http_methods(["GET", "POST"])
def draft(request: Request, proposal: str) -> HttpResponse:
    """Choose a document and a chapter, edit its clauses, look at the redline, save."""
    if request.viewer.key == PUBLIC.key:
        return redirect_to_login(request.get_full_path())
    start = start_of(request.lens, proposal)
    wanted = request.GET.get("document", "")
    if not wanted:
        return page(request, "draft_choose.html", start=start, documents=_choices(start.code))
    document = next((pid for pid in start.code.documents if slug(start.code.provisions[pid].name) == wanted), None)
    if document is None:
        names = ", ".join(start.code.provisions[pid].name for pid in start.code.documents[:12])
        raise NO_DOCUMENT.refuse(wanted[:60], version=start.base.number, suggestion=f"It has {names}.")
    chapter = request.GET.get("chapter", "")
    known = {one.chapter for one in blocks_of(start.code, document)}
    made = Drafting(request, start, document, chapter if chapter in known else "")
    here = reverse("legaltext:draft", args=[start.number])
    return act_form(
        request,
        commands.DraftRedline,
        actor=request.viewer.key,
        fixed={"proposal": start.number, "sure": "stated", "base": start.base.number, "documents": ()},
        initial={f"{TYPED}{one.pid}": one.text for one in made.shown} | _present(start.draft),
        in_parts={"operations": InParts(made.fields(), lambda _: _operations(made))},
        effective="From which day it is the draft",
        streams=(f"proposal:{start.key}", STREAM),
        page=ActPage(
            heading=f"Draft {made.name} for {start.number}",
            lead=f"Amendments of version {start.base.number}. Nothing of it is in force until it is consolidated.",
            crumbs=[(start.number, reverse("register:proposal", args=[start.number])), ("Legal text", here)],
            cancel=here,
            check="Continue to save",
            done=f"The legal text of {start.number} is drafted",
            template="legaltext/draft.html",
            context=shared(request)
            | {
                "start": start,
                "checked": made.checked,
                "documents": differing(made.checked.comparison) if made.checked else [],
            },
        ),
        done=lambda outcome: reverse("legaltext:redline", args=[start.number]),
    )


def _present(draft: ProposalRedline | None) -> dict[str, str]:
    return {"alternative_to": draft.redline.alternative_to, "note": draft.note} if draft is not None else {}


def _operations(made: Drafting) -> list[dict[str, Any]]:
    return operations_json(made.checked.operations) if made.checked is not None else []


def _choices(code: Code) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each document with its name, its address and its chapters."""
    made = []
    for document in code.documents:
        every: Sequence[Block] = blocks_of(code, document)
        chapters = [(one.pid, one.text) for one in every if one.pid == one.chapter]
        name = code.provisions[document].name
        made.append((name, slug(name), chapters))
    return made


@require_http_methods(["GET"])
def draft_for(request: Request) -> HttpResponse:
    """Which proposal to draft for."""
    ref = request.GET.get("proposal", "").strip()
    if ref:
        key = key_in_register(request.lens, ref)
        number = numbers_at(request.lens, [key])[key]
        return HttpResponseRedirect(reverse("legaltext:draft", args=[number]))
    return page(request, "draft_for.html", waiting=queries.redlines(request.lens))
