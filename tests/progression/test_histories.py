"""Random histories through `take_step`: the log stays sound, the past stays as it was, a preview is what comes, and
taking a step back leaves nothing of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from codeclerk.kernel import bus, clock
from codeclerk.kernel.acts import Plan
from codeclerk.kernel.calendar import Calendar
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.events import read_body
from codeclerk.kernel.lens import PUBLIC, Lens
from codeclerk.kernel.models import Event
from codeclerk.kernel.seal import seal_pending
from codeclerk.kernel.verify import verify
from codeclerk.process.queries import standing_of
from codeclerk.process.rules.steps import How, OpenStep
from codeclerk.progression.queries import State, state_of, steps_of
from tests.progression.histories import standing_from_log
from tests.progression.support import state
from tests.progression.walking import after, check_words, sent_with
from tests.register.support import IMPORT, do, lens, organisation, registered

pytestmark = pytest.mark.django_db

MOVES, FIRST = 14, date(2021, 1, 4)
LASTING = {"convert", "straight_to_report", "split", "propose_alternative"}
"""Steps that cannot be taken back, since they give numbers or make links."""
BESIDE = {"progression.unmet", "decisions.twice", "decisions.other_path", "register.bad_part"}
"""What a random step of those that are open can still run into."""


@dataclass
class History:
    """A proposal while it is driven, with the days and instants at which to look back."""

    rng: Random
    number: str
    key: str
    day: date = FIRST
    days: set[date] = field(default_factory=lambda: {FIRST})
    instants: list[datetime] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def lens(self) -> Lens:
        return Lens(PUBLIC, self.day, clock.now())

    def state(self) -> State:
        found = state_of(self.lens(), self.key)
        assert found is not None
        return found

    def move(self) -> None:
        """Go some days on, and do something there."""
        self.day += timedelta(self.rng.choice((0, 0, 1, 5, 12, 30)))
        self.days.add(self.day)
        chance = self.rng.random()
        if chance < 0.08:
            self.sends("set_path", path=self.rng.choice(("self_governance", "authority_determined")))
        elif chance < 0.12:
            self.sends("set_flag", flag="fast_track")
        elif chance < 0.16 and not self.state().standing.is_held:
            until = self.day + timedelta(self.rng.choice((0, 10)))
            self.sends("hold_proposal", reason="It waits for another one.", until=until)
        elif chance < 0.22 and self.state().running:
            self.moves_a_deadline()
        elif chance < 0.6 and self.state().standing.status in ("report_phase", "modification_report"):
            self.consults()
        else:
            self.steps()
        self.instants.append(clock.now())

    def sends(self, act: str, **data: Any) -> Any:
        return do(act, _from=self.day, proposal=self.key, **data)

    def moves_a_deadline(self) -> None:
        own = self.rng.choice(self.state().running)
        later = max(own.due, self.day) + timedelta(7)
        if Calendar().is_working_day(later):
            self.sends("move_deadline", clock=own.clock, due=later, by="Authority", reason="It needs more time.")
            moved = next(one for one in self.state().running if one.clock == own.clock)
            assert (moved.due, moved.deadline) == (later, own.deadline)

    def consults(self) -> None:
        closes = self.day + timedelta(14)
        self.sends("issue_consultation", kind="report", closes=closes)
        self.day = closes + timedelta(self.rng.choice((1, 2)))

    def steps(self) -> None:
        before = self.state()
        own = self.rng.choice(before.steps) if before.steps else None
        if own is None:
            return
        to_show = (need.id for need in own.needs if need.how is How.SHOWN)
        data = {"proposal": self.key, **sent_with(own.step)}
        data["shown"] = tuple({"condition": one, "where": "Paper SECP_90"} for one in to_show)
        if "until" in data:
            data["until"] = self.day + timedelta(20)
        try:
            plan = bus.preview("take_step", data, actor=IMPORT, effective=self.day)
        except Refused as refused:
            refusals = refused.refusals
        else:
            self.takes(own, before, data, plan)
            return
        for one in refusals:
            self.outcomes[one.code] += 1
            if one.code.startswith("progression."):
                check_words(one, own.step, self.number)

    def takes(self, own: OpenStep, before: State, data: dict[str, Any], plan: Plan) -> None:
        assert not own.is_blocked
        taken = steps_of(self.lens(), self.key)
        outcome = bus.execute("take_step", data, actor=IMPORT, effective=self.day)
        check_as_previewed(plan, outcome)
        self.outcomes["taken"] += 1
        self.number = outcome.answer["number"]
        if own.step.id == "split":
            self.key, self.number = f"{self.key}A", f"{self.number}A"
            return
        now = self.state()
        self.check_follows(own, before, now, plan)
        if own.step.id not in LASTING and self.rng.random() < 0.5:
            do("undo_step", proposal=self.key, reason="It was recorded in error.")
            self.outcomes["undone"] += 1
            assert self.state() == before
            assert steps_of(self.lens(), self.key) == taken

    def check_follows(self, own: OpenStep, before: State, now: State, plan: Plan) -> None:
        """Where it stands is where the process says, and the deadlines that run are those that were announced."""
        wanted = after(before.standing, own.step)
        for name in ("status", "flags", "is_held"):
            assert getattr(now.standing, name) == getattr(wanted, name), (own.step.id, name)
        running = {one.deadline.rule: one.deadline for one in now.running}
        for due in plan.deadlines:
            assert running.get(due.rule, due) == due, own.step.id

    def check_past(self) -> None:
        """Every past day, as known now and as known at each instant since, is as the log has it."""
        look_at = sorted({day + timedelta(off) for day in self.days for off in (-1, 0)})
        for known in (*self.instants[::3], clock.now()):
            for day in look_at:
                found = standing_of(Lens(PUBLIC, day, known), self.key)
                assert found == standing_from_log(self.key, day, known), (day, known)


def check_as_previewed(plan: Plan, outcome: bus.Outcome) -> None:
    """What was recorded is what the preview showed, event by event."""
    made = {(event.stream, event.seq): event for event in Event.objects.filter(receipt_id=outcome.command_id)}
    recorded = [made[stream, seq] for stream, seq, _ in outcome.heads]
    assert [one.body_json() for one in recorded] == [one.body.public_payload() for one in plan.events]
    assert [(one.stream, one.type) for one in recorded] == [(one.stream, one.body.TYPE) for one in plan.events]
    assert (outcome.answer, outcome.warnings) == (plan.answer, plan.warnings)


@pytest.mark.parametrize("seed", range(4))
def test_a_random_history_is_kept_as_it_happened(seed):
    organisation("south", "South")
    registered("MP999", "Another proposal", FIRST, status="refinement_process")
    rng = Random(seed)
    number = "DP301" if seed % 3 else "SECMP0301"
    status = "draft_proposal" if seed % 3 else "initial_modification_report"
    key = registered(number, "A title", FIRST, status=status)
    history = History(rng, number, key)
    for _ in range(MOVES):
        history.move()
    history.check_past()
    assert history.outcomes["taken"] >= 3
    assert set(history.outcomes) <= {"taken", "undone", *BESIDE}, history.outcomes
    seal_pending(clock.now())
    report = verify()
    assert report.is_sound, str(report)


def test_a_step_that_is_taken_back_leaves_what_was_recorded_before_it_on_the_same_day():
    registered("DP301", "A title", "2021-01-26", status="draft_proposal")
    do("take_step", _from="2021-01-26", proposal="DP301", step="hold", reason="It waits for another one.")
    do("take_step", _from="2021-01-26", proposal="DP301", step="resume", reason="It waits no more.")
    do("undo_step", _from="2021-02-02", proposal="DP301", reason="It was recorded in error.")
    (held,) = steps_of(lens("2021-01-26"), "0301")
    assert (held.step, state("0301", "2021-01-26").standing.is_held) == ("hold", True)
    do("take_step", _from="2021-03-01", proposal="DP301", step="resume", reason="It waits no more.")
    assert not state("0301", "2021-03-01").standing.is_held
    do("undo_step", _from="2021-03-02", proposal="DP301", reason="It was recorded in error.")
    do("take_step", _from="2021-03-08", proposal="DP301", step="resume", reason="It waits no more.")
    assert (state("0301", "2021-03-07").standing.is_held, state("0301", "2021-03-08").standing.is_held) == (True, False)
    (restored,) = Event.objects.filter(type="progression.fact_restored")
    told = read_body(restored.type, restored.version, restored.body_json(), None).in_words()
    assert told == "The hold of 26 January 2021 is again what it was before that step."
