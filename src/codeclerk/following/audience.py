"""Who will be told when a plan is carried out: numbers for everybody, names for who may see people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from codeclerk.following import happenings
from codeclerk.following.happenings import NEWS_OF, Raw
from codeclerk.following.rules import HowOften
from codeclerk.following.telling import URGENCY, tellings
from codeclerk.kernel import clock, ports
from codeclerk.kernel.acts import PlannedEvent
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.lens import Lens, Viewer
from codeclerk.people.queries import persons_named

MOST_NAMED = 20
MANAGE = "people.manage"


@ports.audience.provide
def audience(viewer: Viewer, events: Collection[PlannedEvent], effective: date, now: datetime) -> tuple[str, ...]:
    """The sentences; none where the plan is no news, or nobody follows it. Ten queries at most."""
    raws = [
        Raw(0, one.stream, one.body, canonical_json(one.body.public_payload()), effective, now, now)
        for one in events
        if one.body.TYPE in NEWS_OF
    ]
    if not raws:
        return ()
    told = tellings([one for one in happenings.happenings(raws, both_sides=False) if one.is_news])
    by_person: dict[str, HowOften] = {}
    for one in told:
        before = by_person.get(one.person, HowOften.NEVER)
        by_person[one.person] = min(before, one.how_often, key=URGENCY.index)
    if not by_person:
        return ()
    sentences = [in_words(Counter(by_person.values()))]
    if MANAGE in viewer.holds:
        some = sorted(by_person)[:MOST_NAMED]
        named = persons_named(Lens(viewer, clock.today(), now), some)
        more = f" and {len(by_person) - len(some)} more" if len(by_person) > len(some) else ""
        sentences.append(f"They are: {', '.join(named[key].label for key in some if key in named)}{more}.")
    return tuple(sentences)


def in_words(how: Counter[HowOften]) -> str:
    """`12 people follow this and will be told; 3 of them in a digest.`"""
    total = how.total()
    digest, never = how[HowOften.DAILY] + how[HowOften.WEEKLY], how[HowOften.NEVER]
    follows = "1 person follows" if total == 1 else f"{total} people follow"
    if never == total:
        return f"{follows} this without e-mail."
    parts = [f"{digest} of them in a digest"] if digest else []
    parts += [f"{never} without e-mail"] if never else []
    return f"{follows} this and will be told{'; ' if parts else ''}{', '.join(parts)}."
