"""What is closed is told to nobody else: every address of the folders that hold it is looked at, as those who may not
see it. Each closed thing says an animal that nothing else says. A new address is looked at too, or fails the test until
it is said how it is filled in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from codeclerk.engagement.models import RequestRecord
from codeclerk.kernel import clock, seal, vault
from codeclerk.people.models import Account
from codeclerk.raising.models import DraftForm
from tests.engagement import example as engagement
from tests.raising import support as raising
from tests.register.support import do, organisation, person, registered
from tests.support.records import loaded_once
from tests.votes import support as votes

OPEN, COUNTED = "0303-change_board-1", "0304-change_board-1"
MEETING, CLOSED = "panel-2021-03-12", "MP777"
HIDDEN = (
    *("axolotl", "pangolin", "okapi", "quokka"),  # votes
    *("kakapo", "tapir", "dugong", "wombat", "numbat"),  # a Red item of an agenda
    *("ocelot", "narwhal", "civet", "caracal"),  # a booking, and the helpdesk
    *("manatee", "bilby", "jerboa"),  # a follow and its address, and a draft
)
HOLDING = ("", "desk", "raise", "votes", "committees", "meetings", "engagement", "following", "api")
ALL = (*HOLDING, "search", "due", "timetables", "proposals", "authority", "papers", "decisions", "checks")
"""The folders that hold closed things, and those that tell of what others hold, by how their addresses begin."""
FILL = {
    "votes/key": (OPEN, COUNTED),
    "votes/act": ("vote", "alternate", "count"),
    "meetings/act": ("item", "outcome", "move"),
    "actions/key": (f"{MEETING}-a1",),
    "meetings/key": (MEETING,),
    "requests/act": ("answer",),
    "engagement/act": ("book", "cancel-booking", "suggest", "move"),
    "inputs/key": ("0303-ssc-1",),
    "committees/act": ("answer", "withdraw"),
    "committees/key": ("change_board", "panel"),
    "following/follow": ("bilby-f1",),
    "addresses/token": ("bilby-r1",),
    "stop/token": ("nothing",),
    "authority/ref": ("MP304",),
    "proposals/ref": ("MP304",),
    "change/act": ("set_title",),
    "parts/act": ("write",),
    "steps/step": ("approve_self_governance",),
    "deadlines/clock": ("referral",),
    "papers/kind": ("code-update", "headline-report"),
    "papers/period": ("2021-03",),
    "issued/reference": ("NONE_1",),
    "papers/version": ("1",),
    "papers/name": ("paper.pdf",),
    "decisions/key": ("none",),
    "decisions/act": ("withdraw",),
    "recommendations/ref": ("MP303",),
    "checks/id": ("none",),
    "share/guest": ("none",),
    "v1/key": (OPEN, MEETING),
    "v1/ref": ("MP303", "MP304"),
    "v1/reference": ("NONE_1",),
    "v1/position": ("1",),
}
"""The segment of an address before a variable part, or else its folder, and the part's name -> what stands there."""
MORE = (
    "/votes/?format=json",
    *(f"/votes/{key}/?format={kind}" for key in (OPEN, COUNTED) for kind in ("csv", "json")),
    "/meetings/?format=json",
    *(f"/meetings/{MEETING}/?format={kind}" for kind in ("csv", "json")),
    *(f"/{page}/?format=csv" for page in ("meetings/actions", "meetings/interests", "meetings/groups", "engagement")),
    *(f"/{page}/?format=json" for page in ("committees/waiting", "proposals")),
    f"/meetings/{MEETING}/pack/?classification=Red",
    *(f"/api/v1/events?limit=200&stream={one}" for one in (f"meeting:{MEETING}", f"vote:{OPEN}")),
    "/api/v1/events?limit=200",
    "/search/?q=meeting",
    "/following/news.atom?proposal=MP303",
    "/following/dates.ics?proposal=MP303",
)


def load() -> None:
    votes.board()
    registered("MP304", "A longer way", "2021-01-04", status="change_board", path="self_governance")
    for key, number in ((OPEN, "MP303"), (COUNTED, "MP304")):
        do("open_vote", votes.CLERK, proposal=number, closes=clock.today() + timedelta(days=7))
        votes.cast("large-1", vote=key, rationale=({"objective": "a", "reason": "The axolotl is safer."},))
        do("declare_vote_interest", "person:small-1", vote=key, words="A pangolin of ours.")
        do("record_position", votes.CLERK, vote=key, seat="Network Party 1", choice="abstain", given_as="okapi mail")
    person("quokka", "Pseudonym Quokka", email="quokka@example.com")
    do("appoint_alternate", "person:large-1", vote=OPEN, person="quokka")
    do("close_vote", votes.CLERK, vote=COUNTED, reason="Everybody has voted.")
    do("count_vote", votes.CLERK, vote=COUNTED)
    votes.role("both", "Pseudonym Other", "party_contact", organisation="north")
    do("give_membership", "system:install", _from="2020-01-01", person="both", role="committee_member", body="ssc")
    _meeting()
    _engagement()
    _private()
    for who in ("both", "clerk"):
        do("open_account", _by="system:install", person=who)
    seal.seal_pending(clock.now())


def _meeting() -> None:
    paper = vault.put(b"Of the tapir.\n")
    do("register_document", sha256=paper, title="Tapir paper", kind="paper", reference="SECP_90_1203_19",
       published="2021-03-09", classification="Red", media_type="text/plain")  # fmt: skip
    do("hold_document", sha256=paper)
    registered(CLOSED, "A quiet matter", "2021-01-04")
    do("plan_meeting", _from="2021-03-01", body="Panel", day="2021-03-12", agenda=("MP303",))
    red = {"_from": "2021-03-04", "meeting": MEETING, "classification": "Red", "document": paper}
    do("put_item", **red, title="The kakapo", asks=["NOTE the kakapo"])
    do("put_item", **red, proposal=CLOSED, title="The numbat")
    at = {"_from": "2021-03-12", "meeting": MEETING}
    do("record_meeting", _from="2021-03-12", body="Panel", day="2021-03-12")
    do("record_outcome", **at, item="i1", outcome="noted", words="the dugong stays")
    do("report_verbally", **at, item=CLOSED, words="The numbat does well.")
    do("declare_interest", **at, item="i1", who="Large Supplier 1", words="A wombat is ours")
    do("give_action", **at, what="Feed the wombat", owner="panel", item="i1")


def _engagement() -> None:
    organisation("ocelot", "Ocelot Energy Limited", category="Small Supplier")
    votes.role("caracal", "Pseudonym Caracal", "party_contact", organisation="ocelot")
    day = do("plan_engagement", _by=votes.CLERK, title=engagement.TITLE, first="2031-03-05", place="Hall")
    do("book_place", "person:caracal", engagement=day["engagement"], organisation="ocelot")
    do("ask_helpdesk", "person:caracal", kind="other", subject="The narwhal", message="Where is the narwhal?",
       reply_to="civet@example.com")  # fmt: skip
    do("suggest_topic", "person:caracal", engagement=day["engagement"], topic="On narwhals")


def _private() -> None:
    person("bilby", "Pseudonym Bilby", email="bilby@example.com")
    own = {"_by": "person:bilby", "person": "bilby"}
    do("follow", **own, proposal="MP303")
    do("issue_feed_token", **own, label="The phone of the bilby", secret="jerboa".ljust(43, "x"))
    raising.started("person:bilby", raising.CONTENT.model_copy(update={"title": "The manatee is lost"}))


loaded = loaded_once(load)


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["", "both"])
def test_what_is_closed_is_told_to_nobody_else(loaded, who):
    """The public; a party contact who is a member of another committee."""
    client, leaks, read = Client(), {}, set()
    if who:
        client.force_login(Account.objects.get(person__key=who))
    for address in (*_addresses(HOLDING if who else ALL), *MORE):
        answer = client.get(address)
        if answer.status_code == 200:
            read.add(address)
        if told := _told(address, answer):
            leaks[address] = told
    assert leaks == {}
    assert set(MORE) - read == {f"/meetings/{MEETING}/pack/?classification=Red"}
    assert len(read) > 60


@pytest.mark.any_database
@pytest.mark.django_db
def test_those_who_may_see_are_told(loaded):
    """The other side: the animals are there to be found."""
    client = Client()
    client.force_login(Account.objects.get(person__key="clerk"))
    day = next(one for one in _addresses(HOLDING) if one.startswith("/engagement/2031"))
    assert {f"/api/v1/votes/{key}" for key in (OPEN, COUNTED)} | {f"/api/v1{day[:-1]}"} <= set(_addresses(("api",)))
    pages = (
        f"/votes/{OPEN}/",
        f"/api/v1/votes/{OPEN}",
        f"/meetings/{MEETING}/",
        "/engagement/helpdesk/",
        f"{day}bookings.csv",
    )
    told = {word for address in pages for word in _told(address, client.get(address))}
    assert told >= {"axolotl", "pangolin", "okapi", "kakapo", "numbat", "dugong", "wombat", "ocelot", "narwhal"}


def _told(address: str, answer) -> list[str]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(f"{name}\n".encode() + archive.read(name) for name in archive.namelist())
    text = (content.decode("utf-8", "replace") + str(answer.headers)).casefold()
    # The address itself is repeated, in a refusal or a form.
    hidden = [word for word in HIDDEN if word in text and word not in address]
    if "meeting" in address and "q=" not in address:
        hidden += [word for word in (CLOSED, "0777") if word.casefold() in text]
    return hidden


def _addresses(folders: tuple[str, ...]) -> tuple[str, ...]:
    day = f"2031-03-05-{engagement.TITLE.lower().replace(' ', '-')}"
    fill = {
        **FILL,
        "engagement/key": (day,),
        "requests/key": tuple(RequestRecord.objects.values_list("key", flat=True)),
        "drafts/key": (DraftForm.objects.get().key,),
        "to-comment/key": (DraftForm.objects.get().key,),
    }
    made = []
    for route in _routes(get_resolver().url_patterns):
        if "^" in route or route.partition("/")[0] not in folders:
            continue
        parts, slots = re.split(r"<[^>]+>", route), re.findall(r"<(?:\w+:)?(\w+)>", route)
        before = [part.strip("/").rpartition("/")[2] or route.partition("/")[0] for part in parts]
        choices = []
        for slot, segment in zip(slots, before, strict=False):
            key = f"{segment}/{slot}"
            key = key if key in fill else f"{route.partition('/')[0]}/{slot}"
            assert key in fill or route.startswith("api"), f"{route}: say what stands for {key}"
            choices.append(fill.get(key, fill.get(f"v1/{slot}", ("none",))))
        for values in product(*choices):
            filled = (*values, "")
            made.append("/" + "".join(part + value for part, value in zip(parts, filled, strict=True)))
    return tuple(made)


def _routes(patterns: list[URLPattern | URLResolver], start: str = "") -> Iterator[str]:
    for one in patterns:
        route = f"{start}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        else:
            yield route
