"""For benchmarks: the made-up lives of proposals, as acts and as the events that those acts make.

The same digits always tell the same story. Nothing here is real: the words are general, the organisations numbered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import cycle, pairwise
from random import Random
from typing import Any

from codeclerk.kernel.calendar.dates import start_of_london_day
from codeclerk.kernel.events import EventBody
from codeclerk.register import vocabulary
from codeclerk.register.events import (
    AffectedSet,
    ChangeRequestSet,
    FlagSet,
    HoldSet,
    LeadAnalystSet,
    LinkSet,
    NamedAlias,
    NumberChanged,
    ObjectivesTagged,
    PathSet,
    ProposalRegistered,
    ProposalSplit,
    ProposerSet,
    StatusSet,
    SummarySet,
    TargetReleaseSet,
    TimetableEntry,
    TimetableSet,
    TitleSet,
)
from codeclerk.register.models import stream
from codeclerk.register.rules.numbers import Number, key_of, short_forms
from codeclerk.register.rules.timetable import State
from codeclerk.sources.events import ClaimBody, ClaimsRecorded
from codeclerk.sources.rules.claims import Question, Stated, claim_key

PARTIES, PERSONS, PAPERS = 120, 24, 24
IN_ONE_EVENT, IN_ONE_COMMAND = 250, 5_000
FIRST_DAY = date(2018, 11, 1)
PUBLISHED = date(2025, 1, 6)
TO_COME = date(2090, 1, 6)
"""Steps that are still planned lie so far ahead that a page has them whenever it is measured."""
WHAT = (
    "reporting",
    "metering",
    "outage notices",
    "key handling",
    "forecasts",
    "service requests",
    "alerts",
    "inventory",
)
HOW = ("Clarify", "Extend", "Simplify", "Align", "Correct", "Add", "Remove", "Review")
WHOM = ("large suppliers", "small suppliers", "network parties", "the data provider", "device makers", "users abroad")
DOCUMENTS = ("SEC", "DUIS", "GBCS", "MMC", "CHTS", "Section A", "Section D", "Section H", "Appendix E", "Appendix AL")
STEPS = (
    ("csc_initial", 0),
    ("csc_final", 0),
    ("pa_requested", 0),
    ("pa_returned", 0),
    ("working_group", 0),
    ("refinement_consultation", 14),
    ("report_to_panel", 0),
    ("report_consultation", 14),
    ("change_board_vote", 0),
    ("implementation", 0),
)
"""Kinds of timetable events, and how many days after its first the last one is."""
WAY = ("draft_proposal", "refinement_process", "report_phase", "change_board", "pending_implementation", "implemented")
ENDS = ((0, 10), (1, 20), (2, 5), (4, 5), (5, 60))
"""How many of a hundred proposals have come how far along the way."""


@dataclass(frozen=True)
class Command:
    """One act: what is sent, and what it makes of it."""

    act: str
    data: dict[str, Any]
    effective: date
    known_from: datetime
    events: tuple[tuple[str, EventBody], ...]
    answer: dict[str, Any]


def founding() -> Iterator[tuple[str, dict[str, Any]]]:
    """The acts that found what proposals name: organisations, persons, papers."""
    for n in range(1, PARTIES + 1):
        yield "add_organisation", {"key": f"party-{n}", "name": f"Party {n:03d} Limited", "kind": "party"}
    for n in range(1, PERSONS + 1):
        key = f"pseudonym-{n}"
        who = {"name": f"Pseudonym {n}", "email": f"{key}@example.com", "on_behalf_of": f"party-{n}"}
        yield "register_person", {"key": key, **who}
    for n in range(PAPERS):
        about = {"title": f"Paper {n}", "kind": "paper", "reference": f"BENCH_{n:02d}", "published": PUBLISHED}
        yield "register_document", {"sha256": paper(n), **about}


def paper(n: int) -> str:
    """The hash of a paper."""
    return hashlib.sha256(f"bench paper {n}".encode()).hexdigest()


def title_of(digits: int) -> str:
    rng = Random(-digits)
    return f"{rng.choice(HOW)} {rng.choice(WHAT)} for {rng.choice(WHOM)}, case {digits}"


def number_of(digits: int) -> str:
    """The number of a proposal when its story is told."""
    return _number("dp" if _Story(digits).end == 0 or _is_split(digits) else "mp", digits).text


def _is_split(digits: int) -> bool:
    return digits % 200 == 7


def _number(series: str, digits: int, letter: str = "") -> Number:
    return Number(digits, letter, series, vocabulary.series(series).format(digits, letter))


@cache
def _label(kind: str) -> str:
    return vocabulary.timetable_kind(kind).name


@cache
def _stage(status: str) -> str:
    return next(one.stage for one in vocabulary.profiles()[1].statuses if one.id == status)


def _aliases(number: Number) -> tuple[NamedAlias, ...]:
    found = short_forms(number, vocabulary.series(number.series))
    return tuple(NamedAlias(text=one.text, kind=one.kind) for one in found)


@dataclass
class _Story:
    """One proposal while its story is told."""

    digits: int
    rows: dict[str, TimetableEntry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = Random(self.digits)
        self.key = key_of(self.digits)
        self.number = _number("dp", self.digits).text
        self.day = FIRST_DAY + timedelta(self.rng.randrange(1000))
        self.end = self.rng.choices([end for end, _ in ENDS], [weight for _, weight in ENDS])[0]
        self.statuses: list[date] = []

    def command(
        self, act: str, data: dict[str, Any], *bodies: EventBody, effective: date | None = None, **answer: Any
    ) -> Command:
        """An act on this proposal, some days after the one before it."""
        self.day += timedelta(self.rng.randrange(2, 8))
        return Command(
            act,
            {"proposal": self.number, **data},
            effective or self.day,
            start_of_london_day(self.day + timedelta(1)),
            tuple((stream(self.key), body) for body in bodies),
            {"proposal": self.key, "number": self.number, **answer},
        )

    def _day_text(self, first: date, last: date) -> str:
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"

    # --- the acts -------------------------------------------------------------

    def register(self) -> Command:
        number = _number("dp", self.digits)
        raised = self.day
        said = {
            "title": title_of(self.digits),
            "summary": f"What is in force about {self.rng.choice(WHAT)} leaves open who has to act, and by when.",
            "proposer_organisation": f"party-{self.rng.randrange(1, PARTIES + 1)}",
            "proposer_person": f"pseudonym-{self.rng.randrange(1, PERSONS + 1)}",
            "lead_analyst": f"pseudonym-{self.rng.randrange(1, PERSONS + 1)}",
        }
        who = {"organisation": said["proposer_organisation"], "person": said["proposer_person"]}
        label = _label("raised")
        entry = TimetableEntry(
            event_key="raised", kind="raised", label=label, first=raised, last=raised, state=State.HAPPENED
        )
        bodies: list[EventBody] = [
            ProposalRegistered(proposal=self.key, number=number.text, series="dp", aliases=_aliases(number)),
            TitleSet(proposal=self.key, formal=said["title"]),
            ProposerSet(proposal=self.key, **who),
            LeadAnalystSet(proposal=self.key, person=said["lead_analyst"]),
            SummarySet(proposal=self.key, summary=said["summary"]),
            StatusSet(proposal=self.key, profile="2018", status="draft_proposal", stage="define"),
            TimetableSet(proposal=self.key, entries=(entry,)),
        ]
        made = self.command(
            "register_proposal", {**said, "status": "draft_proposal", "raised": raised.isoformat()}, *bodies
        )
        self.statuses.append(made.effective)
        data = {"number": number.text, **{name: value for name, value in made.data.items() if name != "proposal"}}
        return Command(made.act, data, made.effective, made.known_from, made.events, made.answer)

    def timetable(self) -> Command:
        done = len(STEPS) if self.end == 5 else (2, 5, 8, 8, 9)[self.end]
        given, entries = [], []
        for place, (kind, days) in enumerate(STEPS):
            first = (self.day if place < done else TO_COME) + timedelta(place * 21 + self.rng.randrange(10) - 200)
            last = first + timedelta(days)
            state = State.HAPPENED if place < done else State.PLANNED
            given.append({"kind": kind, "when": self._day_text(first, last), "state": state.value})
            label = _label(kind)
            entries.append(
                TimetableEntry(
                    event_key=kind,
                    kind=kind,
                    label=label,
                    first=first,
                    last=last,
                    state=state,
                    position=10 * (place + 1),
                )
            )
        return self._told("set_timetable", {"entries": given}, entries)

    def _told(self, act: str, data: dict[str, Any], entries: list[TimetableEntry], **answer: Any) -> Command:
        self.rows |= {entry.event_key: entry for entry in entries}
        return self.command(act, data, TimetableSet(proposal=self.key, entries=tuple(entries)), **answer)

    def impacts(self) -> Command:
        lists = {
            "documents": self.rng.sample(DOCUMENTS, self.rng.randrange(1, 4)),
            "systems": self.rng.sample(("dcc", "dcc_users", "sms"), self.rng.randrange(3)),
            "party_categories": self.rng.sample(
                ("large_supplier", "small_supplier", "electricity_network_operator", "other_sec_party", "dcc"),
                self.rng.randrange(1, 4),
            ),
        }
        bodies = (AffectedSet(proposal=self.key, kind=kind, listed=tuple(ids)) for kind, ids in lists.items())
        return self.command("set_impacts", lists, *bodies)

    def convert(self) -> Command:
        number, former = _number("mp", self.digits), self.number
        made = self.command("convert_proposal", {})
        day = made.effective
        entry = TimetableEntry(
            event_key="converted",
            kind="converted",
            label=_label("converted"),
            first=day,
            last=day,
            state=State.HAPPENED,
        )
        self.number = number.text
        self.statuses.append(day)
        bodies: tuple[EventBody, ...] = (
            NumberChanged(proposal=self.key, number=number.text, series="mp", former=former, aliases=_aliases(number)),
            StatusSet(proposal=self.key, profile="2018", status="refinement_process", stage="refine"),
            TimetableSet(proposal=self.key, entries=(entry,)),
        )
        answer = {"proposal": self.key, "number": self.number}
        events = tuple((stream(self.key), body) for body in bodies)
        return Command(made.act, made.data, day, made.known_from, events, answer)

    def status(self, id: str, effective: date | None = None) -> Command:
        body = StatusSet(proposal=self.key, profile="2018", status=id, stage=_stage(id))
        made = self.command("set_status", {"status": id}, body, effective=effective)
        self.statuses.append(made.effective)
        return made

    def late_status(self) -> Command | None:
        """One that is known long after it holds: it goes between two that were known before."""
        days = sorted(self.statuses)
        for before, after in pairwise(days):
            if (after - before).days > 2:
                return self.status("refinement_process", before + timedelta(1))
        return None

    def path(self) -> Command:
        path = self.rng.choice(("self_governance", "authority_determined"))
        return self.command("set_path", {"path": path}, PathSet(proposal=self.key, path=path))

    def objectives(self) -> Command:
        letters = "".join(sorted(self.rng.sample("abcg", self.rng.randrange(1, 4))))
        body = ObjectivesTagged(proposal=self.key, view="proposer", letters=letters)
        return self.command("tag_objectives", {"view": "Proposer", "letters": list(letters)}, body)

    def change_request(self) -> Command:
        number = f"CR{1000 + self.digits}"
        return self.command(
            "record_change_request", {"number": number}, ChangeRequestSet(proposal=self.key, number=number)
        )

    def link(self) -> Command:
        other = self.rng.randrange(1, self.digits)
        other += _is_split(other)
        named = number_of(other)
        body = LinkSet(proposal=self.key, kind="interacts_with", target=key_of(other), named=named)
        return self.command("link_proposals", {"kind": "interacts_with", "to": named}, body)

    def hold(self) -> Command:
        reason = "It waits for another proposal."
        return self.command(
            "hold_proposal", {"reason": reason}, HoldSet(proposal=self.key, is_held=True, reason=reason)
        )

    def resume(self) -> Command:
        return self.command("resume_proposal", {}, HoldSet(proposal=self.key, is_held=False))

    def release(self) -> Command:
        name = f"{self.rng.choice(('February', 'June', 'November'))} {self.rng.randrange(2019, 2027)}"
        return self.command("set_target_release", {"release": name}, TargetReleaseSet(proposal=self.key, release=name))

    def analyst(self) -> Command:
        person = f"pseudonym-{self.rng.randrange(1, PERSONS + 1)}"
        return self.command("assign_lead_analyst", {"person": person}, LeadAnalystSet(proposal=self.key, person=person))

    def flag(self) -> Command:
        flag, on = self.rng.choice(("urgent", "fast_track", "document_only")), self.rng.random() < 0.4
        return self.command("set_flag", {"flag": flag, "on": on}, FlagSet(proposal=self.key, flag=flag, is_set=on))

    def retitle(self) -> Command:
        title = f"{title_of(self.digits)}, {self.rng.choice(('amended', 'reworded', 'corrected'))}"
        return self.command("retitle", {"title": title}, TitleSet(proposal=self.key, formal=title))

    def summary(self) -> Command:
        text = f"Who has to act on {self.rng.choice(WHAT)}, and by when, is written down."
        return self.command("set_summary", {"summary": text}, SummarySet(proposal=self.key, summary=text))

    def revise(self) -> Command:
        key, days = self.rng.choice(STEPS)
        row = self.rows[key]
        first = row.first + timedelta(self.rng.choice((-7, 7, 14)))
        last = first + timedelta(days)
        entry = row.model_copy(update={"first": first, "last": last})
        return self._told("revise_event", {"key": key, "when": self._day_text(first, last)}, [entry], event=key)

    def split(self) -> Command:
        part = _number("mp", self.digits, "A")
        made = self.command("split_proposal", {"parts": [{"letter": "A", "title": title_of(self.digits)}]})
        events: tuple[tuple[str, EventBody], ...] = (
            (stream(self.key), ProposalSplit(proposal=self.key, parts=(part.text,))),
            (
                stream(part.key),
                ProposalRegistered(proposal=part.key, number=part.text, series="mp", aliases=_aliases(part)),
            ),
            (stream(part.key), TitleSet(proposal=part.key, formal=title_of(self.digits))),
        )
        self.key, self.number, self.statuses = part.key, part.text, []
        answer = {"proposal": part.key, "number": part.text, "parts": [part.text]}
        return Command(made.act, made.data, made.effective, made.known_from, events, answer)

    # --- the story ------------------------------------------------------------

    def usual(self) -> Iterator[Command | None]:
        """What happens to every proposal."""
        yield self.register()
        yield self.timetable()
        yield self.impacts()
        if _is_split(self.digits):
            yield self.split()
            yield self.status("refinement_process")
            yield self.timetable()
            return
        if self.end:
            yield self.convert()
        yield self.path()
        yield self.objectives()
        yield self.change_request()
        if self.digits > 10:
            yield self.link()
        yield self.flag()
        for status in WAY[2 : self.end + 1]:
            yield self.status(status)
        yield self.release()
        if self.rng.random() < 0.15:
            yield self.hold()
            if self.rng.random() < 0.5:
                yield self.resume()
        if self.rng.random() < 0.1:
            yield self.late_status()

    def rest(self) -> Iterator[Command]:
        """One event each, without end: most are revisions of the timetable."""
        seldom = cycle((self.release, self.analyst, self.flag, self.retitle, self.summary))
        while True:
            yield self.revise() if self.rng.random() < 0.7 else next(seldom)()


def story(digits: int, events: int) -> Iterator[Command]:
    """The acts on one proposal, and on its part when it is split: so many events, or those that every one has."""
    told = _Story(digits)
    made = 0
    for command in told.usual():
        if command is not None:
            made += len(command.events)
            yield command
    for command in told.rest():
        if made >= events:
            return
        made += len(command.events)
        yield command


def claims(proposals: int) -> Iterator[Command]:
    """What papers say of the proposals: four claims on each one, in three papers."""
    said: dict[int, list[dict[str, Any]]] = {}
    for digits in range(1, proposals + 1):
        subject, title = f"proposal:{number_of(digits)}", title_of(digits)
        for place, (property, value) in enumerate(
            (("title", title), ("title", title), ("proposer", f"Party of case {digits}"), ("path", "Self-Governance"))
        ):
            locator = f"BENCH:{digits * 4 + place}"
            given = {"subject": subject, "property": property, "value": value, "locator": locator}
            said.setdefault((digits + 5 * (place % 3)) % PAPERS, []).append(given)
    for n, every in sorted(said.items()):
        for start in range(0, len(every), IN_ONE_COMMAND):
            yield _recorded(paper(n), every[start : start + IN_ONE_COMMAND])


def _recorded(sha256: str, given: list[dict[str, Any]]) -> Command:
    bodies = []
    for one in given:
        question = Question(one["subject"], one["property"])
        key = claim_key(sha256, one["locator"], question, one["value"], "", Stated.PRINTED)
        bodies.append(ClaimBody(key=key, **one))
    parts = [tuple(bodies[start : start + IN_ONE_EVENT]) for start in range(0, len(bodies), IN_ONE_EVENT)]
    events = tuple((f"claims:{sha256}", ClaimsRecorded(document=sha256, claims=part)) for part in parts)
    answer = {"document": sha256, "recorded": len(bodies), "known": 0, "withdrawn": 0}
    known = start_of_london_day(PUBLISHED + timedelta(1))
    return Command("record_claims", {"document": sha256, "claims": given}, PUBLISHED, known, events, answer)
