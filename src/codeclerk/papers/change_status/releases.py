"""Section 5: what was implemented in the month, and what each coming release holds (CSR:447-479). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codeclerk.papers.build import bullets, count_of, listing, paragraph, sentence
from codeclerk.papers.change_status.record import RELEASE, Named, Record
from codeclerk.papers.model import Block, Figure, Runs, Section
from codeclerk.papers.phrases import MODIFICATION, day, keys_of, named
from codeclerk.papers.runs import runs

if TYPE_CHECKING:
    from codeclerk.releases.queries import Entry, Release

IMPLEMENTED, APPROVED = "implemented", "approved"


def section(record: Record) -> Section:
    """What releases brought and will bring."""
    blocks = [*_implemented(record), *_coming(record), *_without(record)]
    return Section("Releases", sections=(Section("SEC Releases", tuple(blocks), numbered=False),), key="releases")


def entries(release: Release, standing: str) -> tuple[Entry, ...]:
    """The proposals of a release that stand so."""
    return tuple(one for one in release.entries if one.standing == standing)


def in_month(record: Record) -> tuple[Release, ...]:
    """The releases of the data month with what they brought."""
    return tuple(
        one
        for one in record.releases
        if one.day is not None and one.day in record.periods.in_month and entries(one, IMPLEMENTED)
    )


def to_come(record: Record) -> tuple[Release, ...]:
    """The releases after the as-at day for which something is approved, by day; those without a day last."""
    found = [one for one in record.releases if entries(one, APPROVED) and not _is_past(one, record)]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or record.periods.as_at, one.key)))


def _is_past(release: Release, record: Record) -> bool:
    return release.day is not None and release.day <= record.periods.as_at


def without_release(record: Record) -> tuple[Named, ...]:
    """Approved proposals that are in no coming release."""
    held = {entry.proposal for one in to_come(record) for entry in one.entries}
    return tuple(line for line in record.in_stage(RELEASE) if line.key not in held)


def _implemented(record: Record) -> Iterable[Block]:
    found = in_month(record)
    if not found:
        yield paragraph(f"No release was implemented in {record.periods.month}.")
    for release in found:
        done = entries(release, IMPLEMENTED)
        count = count_of(keys_of(one.number for one in done), MODIFICATION)
        said = sentence("The {release} implemented {count} on ", count, release=_name(release))
        yield paragraph(said, Figure(release.day, rows=(f"release:{release.key}",)), ":")
        yield bullets([named(one.number, one.title) for one in done])


def _coming(record: Record) -> Iterable[Block]:
    found = to_come(record)
    if not found:
        yield paragraph("No modification is approved for a coming release.")
    for release in found:
        approved = entries(release, APPROVED)
        count = count_of(keys_of(one.number for one in approved), MODIFICATION)
        lead = "There {is} currently {count} approved for implementation in the {release} ("
        said = sentence(lead, count, release=_name(release))
        when = day(release.day, rows=(f"release:{release.key}",)) if release.day else "day not set yet"
        yield paragraph(said, when, "):")
        yield bullets([_approved(one) for one in approved])


def _name(release: Release) -> Figure:
    return Figure(release.full_name, rows=(f"release:{release.key}",))


def _approved(entry: Entry) -> Runs:
    said = named(entry.number, entry.title)
    return runs(said, f" – {entry.condition}") if entry.condition else runs(said)


def _without(record: Record) -> Iterable[Block]:
    rest = without_release(record)
    none, late = ([line for line in rest if bool(line.release) is has] for has in (False, True))
    if none:
        said = [named(line.number, line.title) for line in none]
        yield from listing("There {is} {count} approved without a release", MODIFICATION, said)
    if late:
        items = [runs(named(line.number, line.title), f" – {line.release}") for line in late]
        lead = "There {is} {count} approved for a release that has passed or is not in the calendar"
        yield from listing(lead, MODIFICATION, items)
