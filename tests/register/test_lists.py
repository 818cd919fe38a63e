"""The list as the database gives it is the list by its definition (`oracle.py`): at any lens, filter, order, page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeclerk.kernel.calendar.dates import start_of_london_day
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import Stamp
from codeclerk.kernel.models import Event
from codeclerk.register import models, queries, vocabulary
from codeclerk.register.models import Proposal, ProposalFact
from codeclerk.register.queries import ORDERS, Filters, ProposalLine
from codeclerk.register.rules.ages import mean_age
from tests.register import oracle
from tests.register.support import lens, organisation

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 5))
KNOWN = st.dates(date(2020, 2, 1), date(2020, 2, 4))
KEYS = ("0001", "0001A", "0001B", "0002", "0003")
"""A proposal with two parts, and two others. Which of them a lens sees depends on their numbers, which are facts."""
TITLES = ("Straße zum Meter", "STRASSE", "éclair", "Éclair 007", "a_b 100%", "ﬁx", "", "K", "DUIS")
DOCUMENTS = ("DUIS", "Section H", "Section A", "SEC")


def said(fact: type[ProposalFact], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A fact with its values; one that a lens sees as taken back now and then."""
    return st.tuples(st.just(fact), st.fixed_dictionaries(fields), st.integers(0, 9).map(lambda n: n == 0))


def one(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


def listed(*values: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(canonical_json)


event = {
    "event_key": one("raised", "again", "csc_final"),
    "label": one("A step"),
    "first": DAYS,
    "is_month": one(False, False, True),
    "condition": one(""),
    "position": one(0, 10, 20),
    "kind": one("raised", "raised", "csc_final"),
    "state": one("happened", "planned", "dropped"),
}
facts = st.one_of(
    said(models.Number, text=one("DP007"), series=one("dp")),
    said(models.Title, formal=one(*TITLES), short=one("", "Kurz")),
    said(models.StatusFact, profile=one("2018"), status=one("", "draft_proposal", "withdrawn"), part=one(""),
         stage=one("", "define", "refine", "closed")),
    said(models.PathFact, path=one("", "self_governance", "authority_led")),
    said(models.FlagFact, flag=one("urgent", "fast_track"), is_set=st.booleans()),
    said(models.TargetRelease, release=one("", "June 2021", "june 2021", "February 2021")),
    said(models.Summary, summary=one(*TITLES)),
    said(models.AffectedFact, kind=one("documents"), listed=listed(*DOCUMENTS)),
    said(models.AffectedFact, kind=one("party_categories"), listed=listed("large_supplier", "dcc")),
    said(models.HoldFact, is_held=one(True, True, False), reason=one("It waits."), until=st.none() | DAYS),
    said(models.ProposerFact, person=one("", "x"), organisation=one("", "eua", "dcc"), on_behalf_of=one("", "eua")),
    said(models.LeadAnalyst, person=one("", "somebody")),
    said(models.TimetableFact, **event),
)  # fmt: skip
history = st.lists(
    st.tuples(
        one("0001", "0001", "0001A", "0001A", "0001B", "0002"),
        facts,
        one("stated", "inferred", "unverified"),
        DAYS,
        KNOWN,
    ),
    min_size=20,
    max_size=40,
)
aliases = st.lists(
    st.tuples(st.sampled_from(KEYS), one("STRAßE 1", "Q7"), one("printed_form", "misprint"), KNOWN), max_size=3
)
named = st.tuples(one(date(2020, 1, 1)) | DAYS, one(date(2020, 2, 1)) | KNOWN)
numbers = st.tuples(*(named | named.map(lambda told: told if told[0].day % 2 else None) for _ in KEYS))
filters = st.builds(
    Filters,
    stages=some("", "define", "refine", "closed"),
    statuses=some("", "draft_proposal", "withdrawn"),
    paths=some("", "self_governance"),
    flags=some("urgent", "fast_track"),
    documents=some("DUIS", "duis", "Section", "Section H"),
    parties=some("dcc"),
    releases=some("", "June 2021"),
    proposers=some("", "eua", "dcc"),
    whose=some("eua", "dcc", "secas-3"),
    raised_from=st.none() | DAYS,
    raised_to=st.none() | DAYS,
    is_held=st.none() | st.booleans(),
    is_pre_decision=st.none() | st.booleans(),
    words=st.sampled_from(("", "", "strasse", "éCLAIR", "ss meter", "_", "%", "fi", "k", "0001", "kurz p", "q7", " ")),
    with_split=st.booleans(),
)
one_filter = filters.flatmap(
    lambda every: st.sampled_from(sorted(Filters.__dataclass_fields__)).map(
        lambda name: Filters(**{name: getattr(every, name)})
    )
)


def load(numbers: Any, history: Any, aliases: Any) -> None:
    """A random register. Facts are written as events write them, without the guards of acts: what a guard refuses today
    may be in a record all the same."""
    organisation("eua", "Energy and Utilities Alliance")
    organisation("dcc", "Éclair Communications")
    head = Event.objects.latest("pk")
    made = iter(_events(head, len(history) + len(aliases) + len(KEYS)))
    rows = {key: Proposal.objects.create(key=key, digits=int(key[:4]), letter=key[4:], event=head) for key in KEYS}
    for key, found in zip(KEYS, numbers, strict=True):
        models.IssuedNumber.objects.create(text=f"DP{key}", proposal=rows[key], event=head)
        if found is not None:
            value = {"text": f"DP{key}", "series": "dp", "sure": "stated", "note": ""}
            change(models.Number, {"proposal_id": rows[key].pk}, value, next(made), *found)
    for key, (fact, fields, withdrawn), sure, day, known in history:
        told = {**fields, "sure": sure, "note": ""}
        if fact is models.TimetableFact:
            told["last"] = told["first"] + timedelta(2 if told["is_month"] else 0)
        own = {name: told.pop(name) for name in fact.identity if name != "proposal_id"}
        change(fact, {"proposal_id": rows[key].pk, **own}, None if withdrawn else told, next(made), day, known)
    for key, text, kind, known in aliases:
        value = {"proposal_id": rows[key].pk, "kind": kind, "sure": "stated", "note": ""}
        change(models.AliasRecord, {"text": text}, value, next(made), date(2020, 1, 1), known)


def _events(head: Event, count: int) -> list[Event]:
    """So many events, for facts to come from."""
    fields = {
        field.attname: getattr(head, field.attname) for field in Event._meta.concrete_fields if field.name != "id"
    }
    return Event.objects.bulk_create(Event(**{**fields, "stream": "made-up", "seq": n + 1}) for n in range(count))


def change(fact: Any, identity: Any, value: Any, event: Event, day: date, known: date) -> None:
    instant = start_of_london_day(known)
    fact.record_change(
        identity, value, Stamp(event.pk, event.stream, event.seq, day, instant, instant, "system:import")
    )


orders = st.sampled_from([*ORDERS, *(f"-{name}" for name in ORDERS)])


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.tuples(numbers, history, aliases),
    st.lists(st.tuples(one(date(2020, 1, 5)) | DAYS, st.none() | KNOWN), min_size=1, max_size=2),
    st.lists(st.tuples(filters | one_filter, orders, st.integers(0, 3)), min_size=1, max_size=4),
)
def test_the_list_is_the_list_by_its_definition(register, looks, asked):
    with transaction.atomic():
        load(*register)
        for day, known in looks:
            look = lens(day, known)
            every = oracle.lines_of(look)
            assert queries.lines_of(look) == every
            check_facets(look, [line for line in every if not line.is_split])
            for narrowed, order, first in asked:
                kept = oracle.narrowed(look, every, narrowed)
                wanted = tuple(oracle.ordered(kept, order))
                page = queries.page_of(look, narrowed, order, first, 2)
                assert (page.lines, page.total) == (wanted[first : first + 2], len(wanted))
            for narrowed in filters_of(every):
                assert queries.proposals(look, narrowed) == tuple(oracle.narrowed(look, every, narrowed)), narrowed
        transaction.set_rollback(True)


def filters_of(lines: Iterable[ProposalLine]) -> set[Filters]:
    """A filter for each thing that any of the lines says."""
    found = {
        Filters(is_held=True),
        Filters(is_held=False),
        Filters(is_pre_decision=True),
        Filters(is_pre_decision=False),
    }
    for line in lines:
        found |= {
            Filters(stages=(line.stage,)),
            Filters(statuses=(line.status,), with_split=True),
            Filters(paths=(line.path,)),
            Filters(releases=(line.release,)),
            Filters(proposers=(line.proposer_organisation,)),
            Filters(proposers=(line.on_behalf_of,)),
            Filters(whose=(line.on_behalf_of or "nobody", line.lead_analyst or "nobody")),
            *(Filters(flags=(flag,)) for flag in line.flags),
            *(Filters(documents=(one,)) for one in line.documents),
            *(Filters(parties=(one,)) for one in line.party_categories),
            *(Filters(words=word) for word in (line.title, line.summary)),
        }
        if line.raised:
            found |= {Filters(raised_from=line.raised.last), Filters(raised_to=line.raised.first)}
    return found


def check_facets(look: Any, lines: list[Any]) -> None:
    """What the list says of itself at a glance is what its lines say."""
    found = queries.facets(look)
    stages = Counter(dict.fromkeys(vocabulary.stage_names(), 0)) + Counter(line.stage for line in lines)
    undecided = [line for line in lines if line.is_pre_decision]
    assert found.total == len(lines)
    assert {stage: n for stage, n in found.stages.items() if n} == dict(stages)
    assert queries.stage_counts(look) == found.stages == oracle.stage_counts(look)
    assert found.statuses == {(line.profile, line.status) for line in lines if line.status}
    assert found.releases == {line.release for line in lines if line.release}
    assert found.documents == {one for line in lines for one in line.documents}
    assert found.party_categories == {one for line in lines for one in line.party_categories}
    assert found.undecided == len(undecided)
    assert found.ages_known == sum(1 for line in undecided if line.age is not None)
    assert found.mean_age == mean_age(line.age for line in undecided)
