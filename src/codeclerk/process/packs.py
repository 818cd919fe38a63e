"""The kind of pack file that the process reads: conditions, clocks, and for each profile its statuses and steps.

Pure. `apps.py` registers it when the application is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, ClassVar, Literal, Protocol

from pydantic import Field, model_validator

from codeclerk.kernel.calendar.conventions import Convention
from codeclerk.kernel.packs import (
    Bodies,
    Bool,
    Dec,
    Entry,
    Id,
    Int,
    Named,
    PackFile,
    PackModel,
    Parameter,
    Refers,
    Sourced,
    Stages,
    Text,
    register_kind,
    registered_kinds,
)
from codeclerk.kernel.packs.kinds import Review
from codeclerk.kernel.packs.reasons import suggest
from codeclerk.kernel.packs.scalars import wrong
from codeclerk.people.rules import OrganisationKind
from codeclerk.process import reasons
from codeclerk.process.rules.graph import Way, beginnings, leading_to, reached

Given = Literal[
    "reason", "path", "release", "proposer", "title", "parts", "until", "alternative", "objectives", "answer"
]
"""What a step can take beside its evidence."""
ConventionName = Annotated[Convention, Field(strict=False)]
FILE = "process.yaml"


class Counted(Protocol):
    """What counts Working Days, wherever in the pack it stands."""

    @property
    def working_days(self) -> Parameter[int]: ...

    @property
    def convention(self) -> Parameter[Convention]: ...


class Count(PackModel):
    """So many Working Days, counted so."""

    working_days: Parameter[Annotated[Int, Field(ge=1)]]
    convention: Parameter[ConventionName]


class Told(PackModel):
    """A thing that the record can tell: `{decision: ready_for_conversion}`, `{given: reason}`. See `telling.py`.

    Args:
        decision: that a body has decided so.
        event: that an event of the timetable has happened.
        step: that a step of the process was taken since the proposal has its status.
        given: that the one who takes the step gives it with it.
        assessment: how far an assessment is: `PA.returned`, `any.requested`.
        consultation: how far a consultation is: `report_consultation.closed`.
        part: that a part of the proposal is written: `problem`, `report`.
    """

    decision: Annotated[str, Refers("decisions.outcomes")] | None = None
    event: Annotated[str, Refers("timetable.kinds")] | None = None
    step: Id | None = None
    given: Given | None = None
    assessment: Text | None = None
    consultation: Text | None = None
    part: Text | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Told:
        if len(self._given()) != 1:
            kinds = ", ".join(type(self).model_fields)
            raise wrong("exactly one of the things that the record tells", f"Write one of {kinds}, one line for each.")
        return self

    def _given(self) -> dict[str, str]:
        return {name: value for name in type(self).model_fields if (value := getattr(self, name)) is not None}

    @property
    def kind(self) -> str:
        """Who tells it: `decision`."""
        return next(iter(self._given()))

    @property
    def name(self) -> str:
        """What is told: `ready_for_conversion`."""
        return next(iter(self._given().values()))


class Condition(Named):
    """What must be so before a step is taken. The name is a short form of it.

    `within` a clock it must not have ended yet, `after` one it must have. `told`: where the record tells whether it is
    so, any of these. Without all three, whoever takes the step says where it is shown; with `else_shown` also where the
    record does not tell it. What does not bind is only warned of. `by_vote`: a vote that is counted here shows it.
    """

    meaning: Annotated[Text, Field(description="what must be so, a sentence")]
    remedy: Annotated[Text, Field(description="how to meet it, a sentence")]
    within: Annotated[str, Refers("process.clocks")] | None = None
    after: Annotated[str, Refers("process.clocks")] | None = None
    told: tuple[Told, ...] = ()
    else_shown: Bool = False
    binds: Bool = True
    by_vote: Bool = False


class Clock(Named):
    """By when something must be done, or how long it lasts.

    Args:
        starts: what starts it, as a noun: `withdrawal`.
        runs_from: the fact in the record whose first day starts it: the present `status`, the `hold`, or the last
            `decision`.
        weight: `limit` binds, `usual` is only warned of, `aim` is what somebody strives for.
        before: it is counted back from what starts it.
        count: the Working Days; or
        home: the place in another file of the pack where they stand, since a limit has one home:
            `consultations.usual_length`.
        missed: what happens if it is missed, a sentence.
    """

    starts: Annotated[Text, Field(description="what starts it, as a noun")]
    weight: Literal["limit", "usual", "aim"]
    runs_from: Literal["status", "hold", "decision"] | None = None
    before: Bool = False
    count: Count | None = None
    home: Text | None = None
    missed: Annotated[Text, Field(description="what happens if it is missed, a sentence")]

    @model_validator(mode="after")
    def _counts_once(self) -> Clock:
        if (self.count is None) == (self.home is None):
            raise wrong("either 'count' or 'home'", "Write the Working Days here, or where they stand.", at="starts")
        return self


class Actor(PackModel):
    """Who takes a step: `{role: proposer}` or `{body: panel}`."""

    role: Annotated[str, Refers("roles")] | None = None
    body: Annotated[str, Refers("bodies")] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Actor:
        if (self.role is None) == (self.body is None):
            raise wrong("either a role or a body", "Write {role: …} or {body: …}, one line for each actor.")
        return self

    @property
    def key(self) -> str:
        return f"role:{self.role}" if self.role else f"body:{self.body}"


class Entitled(Named):
    """Somebody whom the code entitles to raise a change.

    Args:
        who: the role or the body that it is; none for somebody whom only the name tells.
        kinds: the kinds of organisation that it can be; none where the kind does not tell.
        profiles: only under these profiles of the process; none for any.
        only: what must be so besides, a sentence; whoever raises the change says where that is shown.
    """

    who: Actor | None = None
    kinds: tuple[Annotated[OrganisationKind, Field(strict=False)], ...] = ()
    profiles: tuple[Annotated[str, Refers("stages.profiles")], ...] = ()
    only: Text | None = None

    def is_under(self, profile: str) -> bool:
        """Whether it is entitled under a profile."""
        return not self.profiles or profile in self.profiles


class Taken(PackModel):
    """Something that is given with a step. What is not `needed` may be left out."""

    what: Given
    needed: Bool = True


class Decided(PackModel):
    """A decision that a step stands for; with `paths`, only where the proposal is on one of them afterwards."""

    outcome: Annotated[str, Refers("decisions.outcomes")]
    paths: tuple[Annotated[str, Refers("paths.paths")], ...] = ()


class Share(PackModel):
    """How much of something it takes: more than so many of a hundred, or all.

    Args:
        of: what is counted: the votes, the votes by their weight, the groups that were asked, or those that voted.
    """

    of: Annotated[
        Literal["votes", "weighted_votes", "groups", "groups_that_voted"],
        Field(description="votes, weighted_votes, groups or groups_that_voted"),
    ]
    more_than: Annotated[Dec, Field(ge=0, lt=100, description="of a hundred")] | None = None
    all: Bool = False

    @model_validator(mode="after")
    def _is_one(self) -> Share:
        if (self.more_than is None) == (not self.all):
            raise wrong("either 'more_than' or 'all: true'", "Say how much of it carries the vote.", at="of")
        return self


VOTES = ("votes", "weighted_votes")
"""What a share within a group can be a share of."""


class VoteRule(Named):
    """How the vote of a body is counted.

    Args:
        body: whose vote it is.
        electorate: who votes: the `seats` of the body, or the `parties` of the categories.
        paths: of proposals on these paths; none for any.
        voters: who has how many votes, a sentence.
        group_by: by what the votes are grouped: by the category of the Party, or not.
        groups: the categories, or groups of categories, that can vote.
        within: what carries it within a group.
        across: what carries it across the groups.
        ungrouped: what becomes of a voter of no category, such as a consumer body: it is an `own_group`, or its
            position is shown and `not_counted`.
        quorum: how many votes there must be; none: one.
        abstentions: whether an abstention counts for nothing or against the change.
        ties: what a tie means.
        interests: whether the position of who declared an interest counts and is shown, or does not count.
        rationale: whether who votes in favour or against has to give reasons by the objectives of the code.
    """

    body: Annotated[str, Refers("bodies")]
    electorate: Literal["seats", "parties"] = "seats"
    paths: tuple[Annotated[str, Refers("paths.paths")], ...] = ()
    voters: Annotated[Text, Field(description="who has how many votes, a sentence")]
    group_by: Literal["party_category", "nothing"] = "nothing"
    groups: tuple[Annotated[str, Refers("party_categories")], ...] = ()
    ungrouped: Literal["own_group", "not_counted"] = "not_counted"
    within: Share
    across: Share | None = None
    quorum: Annotated[Int, Field(ge=1)] | None = None
    abstentions: Literal["not_counted", "against"]
    ties: Literal["not_carried", "carried", "chair_decides"]
    interests: Literal["shown", "excluded"] = "shown"
    rationale: Literal["required", "optional"] = "optional"

    @model_validator(mode="after")
    def _has_its_groups(self) -> VoteRule:
        is_grouped = self.group_by != "nothing"
        if is_grouped != bool(self.groups) or is_grouped != (self.across is not None):
            raise wrong("'groups' and 'across' beside it", "Name them where votes are grouped only.", at="group_by")
        if self.within.of not in VOTES or (self.across is not None and self.across.of in VOTES):
            raise wrong("votes within a group, and groups across", "Say what each share is a share of.", at="within")
        return self


class Step(Named):
    """Something that can be done while a proposal has one of the statuses `from`.

    Args:
        from_: the statuses; none for the step that begins the process.
        to: the status that it leads to; none where the proposal stays where it is.
        by: who may take it, each on its own.
        does: what is done, a sentence.
        conditions: what must be so, ids of `conditions`.
        clocks: by when it is to be taken, ids of `clocks`.
        starts: the clocks that it starts.
        effects: what follows, sentences.
        renumbers: the series of numbers that the proposal goes on in.
        paths: only on these; none for any.
        flag: only for proposals that have this flag.
        on_hold: whether it can be taken while the proposal is on hold: `not`, `only` then, or then `too`.
        line: `main` on the way that proposals usually go, `side` beside it.
        takes: what is given with it.
        answers: what each of those who take it can answer, one of these.
        vote: the end of a vote of the body that takes it, `carried` or `lost`, which leads to it.
        decides: the decisions that it stands for, of the body that takes it.
        holds: it puts the proposal on hold; `ends_hold`: it lets it go on.
        flags: the flags that the proposal has from then on.
        links: how the other proposal that is given stands to this one.
        act: the act of the product that records it by itself, by name, where it has one of its own.
        of: the kind of assessment or consultation that it is about, where its act has kinds.
        events: the kinds of timetable event that it is printed as.
        missed: what happens if nobody takes it, a sentence.
        actors: how sure it is who takes it, where that is less sure than the step.
        landing: how sure it is that it leads to `to`, likewise.
    """

    from_: Annotated[tuple[Id, ...], Field(alias="from", description="the statuses in which it can be taken")]
    to: Id | None = None
    by: Annotated[tuple[Actor, ...], Field(min_length=1, description="who takes it")]
    does: Annotated[Text, Field(description="what is done, a sentence")]
    conditions: tuple[Annotated[str, Refers("process.conditions")], ...] = ()
    clocks: tuple[Annotated[str, Refers("process.clocks")], ...] = ()
    starts: tuple[Annotated[str, Refers("process.clocks")], ...] = ()
    effects: tuple[Text, ...] = ()
    renumbers: Annotated[str, Refers("numbering.series")] | None = None
    paths: tuple[Annotated[str, Refers("paths.paths")], ...] = ()
    flag: Annotated[str, Refers("paths.flags")] | None = None
    on_hold: Literal["not", "only", "too"] = "not"
    line: Literal["main", "side"] = "main"
    takes: tuple[Taken, ...] = ()
    answers: tuple[Named, ...] = ()
    vote: Literal["carried", "lost"] | None = None
    decides: tuple[Decided, ...] = ()
    holds: Bool = False
    ends_hold: Bool = False
    flags: tuple[Annotated[str, Refers("paths.flags")], ...] = ()
    links: Annotated[str, Refers("links.links")] | None = None
    act: Id | None = None
    of: Id | None = None
    events: tuple[Annotated[str, Refers("timetable.kinds")], ...] = ()
    missed: Text | None = None
    actors: Sourced | None = None
    landing: Sourced | None = None


class StatusHelp(Sourced, Entry):
    """What a status means, and what happens if nobody acts.

    In a status that `ends`, nothing more needs to be done; where `solutions_wait`, only the problem is worked on.
    """

    status: Annotated[Id, Field(description="a status of the profile")]
    meaning: Annotated[Text, Field(description="what it means for a proposal, a sentence")]
    if_nobody_acts: Annotated[Text, Field(description="what happens if nobody acts, a sentence")]
    ends: Bool = False
    solutions_wait: Bool = False

    @property
    def key(self) -> str:
        return self.status

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("status",), self.status


class ProcessProfile(Sourced, Entry):
    """The process of one profile of `stages.yaml`."""

    profile: Annotated[str, Refers("stages.profiles")]
    statuses: tuple[StatusHelp, ...]
    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        return self.profile

    def labels(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield ("profile",), self.profile

    @property
    def ways(self) -> tuple[Way, ...]:
        """The steps that lead to another status."""
        return tuple(Way(step.from_, step.to) for step in self.steps if step.to)


class ProcessRules(PackFile):
    """`process.yaml`. `entitled`: who may raise a change; a pack without it leaves that open."""

    vocabulary: ClassVar[tuple[str, ...]] = ("conditions", "clocks", "votes", "profiles")

    entitled: tuple[Entitled, ...] = ()
    conditions: tuple[Condition, ...] = ()
    clocks: tuple[Clock, ...] = ()
    votes: tuple[VoteRule, ...] = ()
    profiles: Annotated[tuple[ProcessProfile, ...], Field(min_length=1)]


def at_home(home: str, part_of: Callable[[type[PackFile]], PackFile | None]) -> Counted | None:
    """What a clock's `home` leads to: `releases.lead_times.usual` is the lead time of that id. None for nowhere.

    Args:
        part_of: the file of a model, as `Review.part`.
    """
    kind, *way = home.split(".")
    known = registered_kinds().get(kind)
    found: Any = part_of(known.model) if known is not None and not known.many else None
    for name in way:
        if isinstance(found, tuple):
            found = next((one for one in found if isinstance(one, Entry) and one.key == name), None)
        elif isinstance(found, PackModel) and name in type(found).model_fields:
            found = getattr(found, name)
        else:
            return None
    counts = all(isinstance(getattr(found, name, None), Parameter) for name in ("working_days", "convention"))
    return found if counts else None


def check(review: Review) -> None:
    """Refuses a process that cannot be walked: see `reasons.py`."""
    rules, stages = review.part(ProcessRules), review.part(Stages)
    if rules is None or stages is None:
        return
    for index, clock in enumerate(rules.clocks):
        if clock.home is not None and at_home(clock.home, review.part) is None:
            review.refuse(reasons.NO_HOME, FILE, ("clocks", index, "home"), found=clock.home)
    _can_be_told(review, rules)
    described = {profile.profile for profile in rules.profiles}
    for known in stages.profiles:
        if known.id not in described:
            review.refuse(reasons.NO_PROCESS, FILE, ("profiles",), found=known.id)
    bodies = review.part(Bodies)
    for index, profile in enumerate(rules.profiles):
        statuses = {one.id: known.id for known in stages.profiles for one in known.statuses}
        own = [one.id for known in stages.profiles if known.id == profile.profile for one in known.statuses]
        if own and _knows_its_statuses(review, index, profile, own, statuses):
            _can_be_walked(review, index, profile)
        if bodies is not None:
            _has_its_bodies(review, index, profile, bodies)
        _has_its_votes(review, index, profile, {one.body for one in rules.votes})


ASSESSED = ("cost_approved", "requested", "accepted", "returned")
CONSULTED = ("issued", "closed")
WRITTEN = ("problem", "solution", "work_package", "report")
"""How far an assessment or a consultation can be, and the parts of a proposal that can be written."""


def _can_be_told(review: Review, rules: ProcessRules) -> None:
    """What a condition asks of the record can be asked."""
    known = {
        "step": {step.id for profile in rules.profiles for step in profile.steps},
        "assessment": _reached(review, "assessments.types", ASSESSED),
        "consultation": _reached(review, "consultations.kinds", CONSULTED),
        "part": set(WRITTEN),
    }
    for index, condition in enumerate(rules.conditions):
        for place, told in enumerate(condition.told):
            names = known.get(told.kind)
            if names is not None and told.name not in names:
                path = ("conditions", index, "told", place, told.kind)
                review.refuse(reasons.NOT_TOLD, FILE, path, found=told.name, hint=suggest(told.name, sorted(names)))


def _reached(review: Review, entries: str, states: Iterable[str]) -> set[str]:
    """`PA.returned` for every entry of a list of another file, and `any.returned`."""
    kind, name = entries.split(".")
    known = registered_kinds().get(kind)
    part = review.part(known.model) if known is not None else None
    ids = ["any", *(one.key for one in getattr(part, name, ()))]
    return {f"{id}.{state}" for id in ids for state in states}


def _knows_its_statuses(
    review: Review, index: int, profile: ProcessProfile, own: list[str], every: dict[str, str]
) -> bool:
    """Whether it names statuses of its own profile only, and describes each of them."""
    is_sound = True
    named: list[tuple[tuple[str | int, ...], str]]
    named = [(("statuses", place, "status"), one.status) for place, one in enumerate(profile.statuses)]
    for place, step in enumerate(profile.steps):
        named += [(("steps", place, "from", number), one) for number, one in enumerate(step.from_)]
        named += [(("steps", place, "to"), step.to)] if step.to else []
    for path, status in named:
        if status not in own:
            is_sound = False
            other = f"It is a status of the profile {every[status]}. " if status in every else ""
            hint = f"{other}{suggest(status, own)}"
            review.refuse(
                reasons.NO_STATUS,
                FILE,
                ("profiles", index, *path),
                found=status,
                profile=profile.profile,
                hint=hint,
            )
    for status in own:
        if status not in {one.status for one in profile.statuses}:
            is_sound = False
            review.refuse(reasons.NO_HELP, FILE, ("profiles", index, "statuses"), found=status, profile=profile.profile)
    return is_sound


def _can_be_walked(review: Review, index: int, profile: ProcessProfile) -> None:
    """Every status is reached from the first one, and from every one it goes on to an end."""
    ways = profile.ways
    first = beginnings(ways)
    if not first:
        review.refuse(reasons.NO_BEGINNING, FILE, ("profiles", index, "steps"), profile=profile.profile)
        return
    for place, step in enumerate(profile.steps):
        if not step.from_ and not step.to:
            review.refuse(reasons.NOWHERE, FILE, ("profiles", index, "steps", place, "id"), found=step.id)
    seen = reached(first, ways)
    going_on = leading_to((one.status for one in profile.statuses if one.ends), ways)
    for place, one in enumerate(profile.statuses):
        path = ("profiles", index, "statuses", place, "status")
        if one.status not in seen:
            review.refuse(reasons.UNREACHED, FILE, path, found=one.status, first=", ".join(sorted(first)))
        elif one.status not in going_on:
            review.refuse(reasons.DEAD_END, FILE, path, found=one.status)


def _has_its_bodies(review: Review, index: int, profile: ProcessProfile, bodies: Bodies) -> None:
    known = {body.id: body.profiles for body in bodies.bodies}
    for place, step in enumerate(profile.steps):
        for number, actor in enumerate(step.by):
            of = known.get(str(actor.body), ()) if actor.body else ()
            if of and profile.profile not in of:
                review.refuse(
                    reasons.OTHER_BODY,
                    FILE,
                    ("profiles", index, "steps", place, "by", number, "body"),
                    found=str(actor.body),
                    profile=profile.profile,
                )


def _has_its_votes(review: Review, index: int, profile: ProcessProfile, voting: set[str]) -> None:
    for place, step in enumerate(profile.steps):
        if step.vote and not any(actor.body in voting for actor in step.by):
            review.refuse(reasons.NO_VOTE, FILE, ("profiles", index, "steps", place, "vote"), found=step.id)


def register() -> None:
    """Called when the app is ready."""
    register_kind("process", ProcessRules, check=check)
