"""A conflict between two amendments on three panes, and the form that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import commands, queries
from codeclerk.legaltext.codec import operations_json
from codeclerk.legaltext.commands.redlines import NO_CONFLICT
from codeclerk.legaltext.models import STREAM
from codeclerk.legaltext.page_text import Paragraph, redlined
from codeclerk.legaltext.queries import ConflictLine
from codeclerk.legaltext.queries.clauses import PID
from codeclerk.legaltext.rules import inline
from codeclerk.legaltext.rules.applying import apply
from codeclerk.legaltext.rules.comparing import compare
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.operations import Edit, Insert, Move, Operation, Place, Replace
from codeclerk.legaltext.rules.provisions import Code, Kind
from codeclerk.legaltext.rules.reading import names
from codeclerk.legaltext.rules.redlines import Redline
from codeclerk.legaltext.rules.redlining import lines
from codeclerk.legaltext.views import RESOLVE, page, shared
from codeclerk.people.middleware import Request
from codeclerk.ui.act_fields import PART, InParts
from codeclerk.ui.act_forms import ActPage, act_form

KEEP, WORDS = f"drops{PART}keep", f"operations{PART}words"
OWN = "own"


@dataclass(frozen=True)
class Pane:
    """What one side makes of the text. `refusals` say why it cannot be shown."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """A way to settle it.

    Args:
        drops: the operations that are not carried out.
        operations: what is carried out in their place.
        why_not: empty where it can be done.
    """

    id: str
    words: str
    drops: tuple[str, ...]
    operations: tuple[Operation, ...] = ()
    why_not: str = ""


class Settling:
    """One conflict with all that is needed to show and settle it."""

    def __init__(self, request: Request, line: ConflictLine, every: Iterable[ConflictLine]) -> None:
        self.conflict = line.conflict
        self.elsewhere = {id for one in every for id in one.conflict.operations} - set(line.conflict.operations)
        version = queries.newest(request.lens)
        assert version is not None
        self.version, self.base = version, queries.code_of(version)
        waiting = {one.redline.proposal: one.redline for one in queries.redlines(request.lens)}
        self.redlines = [waiting[name] for name in line.conflict.proposals]
        self.operations = [
            one for redline in self.redlines for one in redline.operations if one.id in line.conflict.operations
        ]
        self.ways = tuple(self._ways())
        self.panes = tuple(self._panes())
        self.typed = request.POST.get(WORDS, "")
        self.chosen = request.POST.get(KEEP, "")
        self.words_errors: list[str] = []
        self.own: tuple[Operation, ...] = self._own() if self.chosen == OWN else ()

    def where(self) -> str:
        """The provision over which it arises, in words."""
        at, code = self.conflict.at, self.base
        if at not in code.provisions:
            return at.replace("_", " ") if at in code.params else "a provision that one of them brings"
        label, name = labels(code)[at].full, code.provisions[code.document_of(at)].name
        return name if label == name else f"{name}, {label}"

    # --- what can be done ------------------------------------------------------------

    def _ways(self) -> Iterable[Way]:
        ids, proposals = self.conflict.operations, self.conflict.proposals
        if len(ids) == 1:
            yield self._way("none", f"Leave out {ids[0]} of {proposals[0]}", ids)
            return
        for keep, drop in ((0, 1), (1, 0)):
            yield self._way(str(keep), f"Keep that of {proposals[keep]}, leave out {ids[drop]}", (ids[drop],))
        yield self._way("both", "Keep both, as they stand together", ())
        yield from self._orders()
        if self._target() is not None:
            yield self._way(OWN, "Put other words in their place", ids)

    def _orders(self) -> Iterable[Way]:
        """What both put into one place, one after the other."""
        match self.operations:
            case [Insert() as one, Insert() as other] if one.place == other.place:
                for first, second in ((one, other), (other, one)):
                    after = replace(second, id=self._new_id(), place=Place(first.place.parent, first.target))
                    words = f"Keep both, {first.id} before {second.id}"
                    yield self._way(f"first-{first.id}", words, (second.id,), (after,))

    def _new_id(self) -> str:
        return "+".join(self.conflict.operations)[:60]

    def _way(self, id: str, words: str, drops: tuple[str, ...], operations: tuple[Operation, ...] = ()) -> Way:
        return Way(id, words, drops, operations, self._why_not(drops, operations))

    def _why_not(self, drops: tuple[str, ...], operations: tuple[Operation, ...]) -> str:
        """Why the rest cannot be carried out together; empty where it can. Other conflicts are left to themselves."""
        kept = [one for redline in self.redlines for one in redline.operations if one.id not in drops]
        own = {*self.conflict.operations, *(one.id for one in operations)} - set(drops)
        why_not = ""
        for every in (kept, [one for one in kept if one.id not in self.elsewhere]):
            try:
                apply(self.base, [*every, *operations])
            except Refused as refused:
                about = [one for one in refused.refusals if own & {one.object, str(one.facts.get("other", ""))}]
                why_not = self._named(about[0].problem) if about else ""
            else:
                return ""
        return why_not

    def _named(self, words: str) -> str:
        """Words with labels in the place of permanent ids."""
        called = labels(self.base)
        return PID.sub(lambda found: called[found[0]].full if found[0] in called else "a new provision", words)

    def possible(self) -> list[Way]:
        return [one for one in self.ways if not one.why_not]

    def _target(self) -> str | None:
        """The provision whose words both change; None where they do not."""
        at = self.conflict.at
        if at not in self.base.provisions or self.base.provisions[at].kind in (Kind.TABLE, Kind.ROW):
            return None
        is_text = all(isinstance(one, Edit | Replace) and one.target == at for one in self.operations)
        return at if is_text else None

    def present_words(self) -> str:
        """The words of the baseline, as structured text."""
        at = self._target()
        if at is None:
            return ""
        called = {pid: label.full for pid, label in labels(self.base).items()}
        terms = {pid: one.name for pid, one in self.base.provisions.items() if one.kind is Kind.DEFINITION}
        return inline.write(self.base.provisions[at].content, called, terms, {})

    def _own(self) -> tuple[Operation, ...]:
        """The operation that puts the typed words into the provision; what is wrong with them is kept."""
        at = self._target()
        words = " ".join(self.typed.split())
        if at is None or not words:
            self.words_errors.append("Type the words, or choose another way to settle it")
            return ()
        content, values = inline.read(words)
        if values:
            self.words_errors.append("A figure is named here without its value, as in {{limit}}")
            return ()
        content, missing = inline.Finder(names(self.base)).mark(content, self.base.document_of(at))
        self.words_errors += [f"{one.words} is not there. Correct the reference" for one in missing]
        if content == self.base.provisions[at].content:
            self.words_errors.append("These are the words of the baseline. Change them, or leave both out")
        return (Replace(id=self._new_id(), target=at, base=self.base.hash_of(at), content=content),)

    # --- what is shown ---------------------------------------------------------------

    def _panes(self) -> Iterable[Pane]:
        yield Pane(f"Version {self.version.number}", tuple(self._said(self.base)))
        for redline in self.redlines:
            title = f"{redline.proposal} ({', '.join(self._ids(redline))})"
            try:
                alone = apply(self.base, redline.operations)
            except Refused as refused:
                yield Pane(title, (), tuple(f"{one.problem}. {one.remedy}" for one in refused.refusals))
                continue
            yield Pane(title, tuple(self._said(alone)))

    def _ids(self, redline: Redline) -> list[str]:
        return [one.id for one in redline.operations if one.id in self.conflict.operations]

    def _said(self, code: Code) -> Iterable[Paragraph]:
        """The provisions that it is about, as one side has them."""
        wanted: set[str] = set()
        for pid in self._about():
            for one in (self.base, code):
                if pid in one.provisions:
                    wanted |= set(one.walk(pid))
        found = compare(self.base, code)
        documents = {one.document_of(pid) for pid in wanted for one in (self.base, code) if pid in one.provisions}
        return redlined(line for line in lines(found, documents) if line.pid in wanted)

    def _about(self) -> set[str]:
        found = {self.conflict.at, *(one.target for one in self.operations)}
        found |= {one.place.after for one in self.operations if isinstance(one, Insert | Move) and one.place.after}
        return found - set(self.base.documents)


@require_http_methods(["GET", "POST"])
def conflict(request: Request, key: str) -> HttpResponse:
    """One conflict: the baseline and what each side makes of it; for those who may, the form that settles it."""
    every = queries.conflicts(request.lens)
    line = next((one for one in every if one.conflict.key == key), None)
    if line is None:
        said = ", ".join(one.conflict.key for one in every[:8])
        raise NO_CONFLICT.refuse(key[:120], suggestion=f"There is {said}." if said else "There is none.")
    made = Settling(request, line, every)
    context = {**shared(request), "line": line, "settling": made}
    if RESOLVE not in request.viewer.holds or line.resolution is not None:
        return page(request, "conflict.html", **context)
    here = reverse("legaltext:conflicts")
    same = [
        one.conflict.key
        for one in every
        if one.conflict.operations == line.conflict.operations and one.resolution is None
    ]
    return act_form(
        request,
        commands.ResolveConflict,
        actor=request.viewer.key,
        fixed={"settles": same},
        in_parts=_parts(made),
        initial={WORDS: made.present_words()},
        streams=(f"{STREAM}:resolutions", STREAM),
        page=ActPage(
            heading=f"{' and '.join(line.conflict.proposals)}: {line.conflict.sort.words}",
            lead=f"At {made.where()}.",
            crumbs=[("The code", reverse("legaltext:code")), ("Conflicts", here)],
            cancel=here,
            done="The conflict is settled",
            template="legaltext/settle.html",
            context=context,
        ),
        done=lambda outcome: here,
    )


def _parts(made: Settling) -> Mapping[str, InParts]:
    ways = made.possible()
    keep = forms.ChoiceField(
        label="How is it settled?", choices=[(one.id, one.words) for one in ways], widget=forms.RadioSelect
    )
    drops = {one.id: list(one.drops) for one in ways}
    instead = next((one.operations for one in ways if one.id == made.chosen), ())
    fields: dict[str, forms.Field] = {}
    if any(one.id == OWN for one in ways):
        fields["words"] = _Words(made.words_errors)
    return {
        "drops": InParts({"keep": keep}, lambda typed: drops.get(str(typed.get("keep")), [])),
        "operations": InParts(fields, lambda _: operations_json(made.own or instead)),
    }


class _Words(forms.CharField):
    """Words of one's own, which matter only where that way is chosen."""

    def __init__(self, errors: list[Any]) -> None:
        super().__init__(
            label="The other words",
            help_text="They take the place of what the provision says, if you choose so above.",
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.errors = errors

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.errors:
            raise forms.ValidationError(self.errors)
        return cleaned
