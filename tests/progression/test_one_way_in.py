"""Where a proposal stands changes through its process: every other act that changes it starts a proposal, or is a
correction of the record, for which a person gives the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from codeclerk.kernel.acts import acts
from codeclerk.kernel.events import event_types
from codeclerk.kernel.models import Event
from tests.register.support import do, person, refused, registered

MOVING = {"StatusSet", "HoldSet", "PathSet", "NumberChanged", "FlagSet", "ChangeWithdrawn", "FactRestored"}
"""The events that change where a proposal stands."""
PROCESS = {"take_step", "undo_step", "publish_vote"}
FIRST = {"register_proposal", "raise_proposal", "raise_draft"}
"""Acts that bring a proposal into the register: there is no step before them."""
CORRECTIONS: dict[str, dict[str, Any]] = {
    "set_status": {"status": "report_phase"},
    "set_path": {"path": "self_governance"},
    "set_flag": {"flag": "urgent"},
    "hold_proposal": {"reason": "It waits."},
    "resume_proposal": {},
    "convert_proposal": {},
}
REASONED = {"withdraw_change": {"fact": "status"}}
"""Acts that are corrections by what they are: their schema asks for the reason."""


Name = tuple[str, str]
"""A module, and something that it defines."""


class Source:
    """What the product's modules define and import, read from their text."""

    def __init__(self) -> None:
        root = Path(str(files("codeclerk")))
        self.uses: dict[Name, set[Name]] = {}
        self.imports: dict[str, dict[str, Name]] = {}
        modules = {
            ".".join(path.relative_to(root.parent).with_suffix("").parts).removesuffix(".__init__"): path
            for path in root.rglob("*.py")
            if "migrations" not in path.parts
        }
        trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in modules.items()}
        for module, tree in trees.items():
            taken = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module]
            self.imports[module] = {n.asname or n.name: (str(one.module), n.name) for one in taken for n in one.names}
        for module, tree in trees.items():
            for one in tree.body:
                # An event that names another one in a signature makes none.
                if isinstance(one, ast.FunctionDef | ast.ClassDef) and not module.endswith(".events"):
                    self.uses[module, one.name] = set(self._used(module, one))

    def _used(self, module: str, part: ast.AST) -> Iterator[Name]:
        for one in ast.walk(part):
            if isinstance(one, ast.Name):
                yield self._home(self.imports[module].get(one.id, (module, one.id)))
            elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
                of = self.imports[module].get(one.value.id)
                if of is not None:
                    yield self._home((".".join(of), one.attr))

    def _home(self, name: Name) -> Name:
        """Where something is defined that packages pass on; a package passes on its own modules from itself."""
        module, own = name
        passed_on = self.imports.get(module, {}).get(own)
        return name if passed_on in (None, name) else self._home(passed_on)

    def reaching(self, wanted: set[Name]) -> set[Name]:
        """Everything that uses one of these, or something that does."""
        found = set(wanted)
        while more := {name for name, used in self.uses.items() if used & found} - found:
            found |= more
        return found - wanted


def moving_acts() -> set[str]:
    """The acts that make one of those events, themselves or through a function or another act."""
    events = {(cls.__module__, cls.__name__) for cls in event_types().values() if cls.__name__ in MOVING}
    assert {name for _, name in events} == MOVING
    names = {(cls.__module__, cls.__name__): name for name, cls in acts().items()}
    return {names[one] for one in Source().reaching(events) if one in names}


def test_every_act_that_moves_a_proposal_is_known():
    assert moving_acts() == PROCESS | FIRST | set(CORRECTIONS) | set(REASONED)


@pytest.mark.django_db
def test_a_person_corrects_where_a_proposal_stands_with_a_reason_or_not_at_all():
    person("clerk", "Pseudonym Clerk")
    do("give_membership", _by="system:install", _from="2016-01-01", person="clerk", role="secretariat")
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    do("set_status", _from="2021-01-11", proposal="DP301", status="draft_proposal")
    do("hold_proposal", _from="2021-01-12", proposal="DP301", reason="It waits.")
    for act, data in CORRECTIONS.items():
        sent = {"proposal": "DP301", "_by": "person:clerk", "_from": "2021-02-01", **data}
        before = Event.objects.count()
        refusal = refused(act, **sent)
        assert (refusal.code, refusal.facts["field"]) == ("register.correction_without_reason", "note")
        assert "take_step" in refusal.remedy
        assert Event.objects.count() == before
        do(act, note="The minutes of January were read wrongly.", **sent)
        assert any("read wrongly" in event.payload for event in Event.objects.order_by("pk")[before:])
    for act, data in REASONED.items():
        sent = {"proposal": "DP301", "_by": "person:clerk", "_from": "2021-01-11", **data}
        assert refused(act, **sent).code == "kernel.bad_field"
        do(act, reason="Nothing changed on that day.", **sent)


@pytest.mark.django_db
def test_who_does_not_keep_the_register_corrects_nothing():
    person("chair", "Pseudonym Chair")
    do("give_membership", _by="system:install", _from="2016-01-01", person="chair", role="chair", body="panel")
    registered("DP301", "A title", "2021-01-04", status="draft_proposal")
    for act, data in {**CORRECTIONS, **REASONED}.items():
        reason = {"reason": "It is wrong."} if act in REASONED else {"note": "It is wrong."}
        sent = {"proposal": "DP301", "_by": "person:chair", "_from": "2021-02-01", **data, **reason}
        assert refused(act, **sent).code == "kernel.not_allowed"
