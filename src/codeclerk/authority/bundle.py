"""The report pack of a proposal: everything that the Authority needs to decide, in one file.

It holds what is open to the viewer of the lens. The report itself is written for the audience of its classification,
as every paper is. Of one record and one day it is the same, byte for byte: the draft in it is made as known at the last
thing that was recorded, and not at the moment at which it is fetched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string

from codeclerk.authority.archive import Part, Written, safe_name
from codeclerk.authority.archive import stream as zipped
from codeclerk.consultations import queries as consultations
from codeclerk.decisions import queries as decisions
from codeclerk.decisions.tables import letters, path_name
from codeclerk.kernel import vault
from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.lens import Lens
from codeclerk.kernel.models import Event
from codeclerk.papers import queries as papers
from codeclerk.papers import registry
from codeclerk.papers.rendering import FORMATS
from codeclerk.register import queries as register
from codeclerk.register.queries import ProposalView
from codeclerk.register.rules.times import When
from codeclerk.sources.queries.documents import DocumentView
from codeclerk.sources.queries.documents import documents as documents_of
from codeclerk.sources.rules.files import SUFFIXES
from codeclerk.ui.table_files import to_csv
from codeclerk.ui.tables import Column, Table
from codeclerk.votes import queries as votes
from codeclerk.votes.rules.archive import archive_json

REPORTS = ("pdf", "json")
LATE = 1000


@dataclass(frozen=True)
class Pack:
    """The files of a report pack, and what is attached to the proposal and not held here."""

    number: str
    title: str
    lens: Lens
    parts: tuple[Part, ...]
    missing: tuple[str, ...]


def settled(lens: Lens) -> Lens:
    """The lens as known at the last thing recorded before it: equal for two moments between which nothing was. One
    query."""
    newest = Event.objects.order_by("-pk").values("pk")[:LATE]
    last = Event.objects.filter(pk__in=newest, recorded_at__lte=lens.known_at).aggregate(last=Max("recorded_at"))
    return Lens(lens.viewer, lens.valid_at, last["last"] or lens.known_at)


def parts_of(lens: Lens, proposal: str) -> Pack:
    """The report pack of a proposal, by its key, as its files are to be written; none of them is made yet."""
    own = settled(lens)
    view = register.proposal_of(own, proposal)
    attached, missing = _attached(own, view)
    made = (
        *_reports(own, view),
        *attached,
        *_votes(own, proposal),
        *(Part(name, title, partial(to_csv, table)) for name, title, table in _tables(own, view)),
    )
    return Pack(view.line.number, view.line.title, own, made, missing)


def contents(lens: Lens, proposal: str) -> tuple[str, ...]:
    """What a report pack would hold, and what not, in words."""
    pack = parts_of(lens, proposal)
    return (*(part.title for part in pack.parts), *pack.missing)


def file_name(number: str, lens: Lens) -> str:
    """`mp092-report-pack-2021-03-05.zip`"""
    return f"{safe_name(number)}-report-pack-{lens.valid_at.isoformat()}.zip"


def stream(pack: Pack) -> Iterator[bytes]:
    """The pack as a ZIP, in pieces; its list of files stands last."""
    return zipped(pack.parts, partial(_closing, pack))


def check_whole(pack: Pack) -> None:
    """Refuse a pack of which a file is lost or damaged (kernel.file_lost), before the first byte of it is sent."""
    for part in pack.parts:
        if part.kept and not vault.is_whole(part.kept):
            raise vault.LOST.refuse(part.kept, state="lost or damaged")


def _closing(pack: Pack, written: tuple[Written, ...]) -> Iterable[tuple[str, bytes]]:
    manifest = {
        "proposal": pack.number,
        "title": pack.title,
        "as_at": pack.lens.valid_at.isoformat(),
        "known_at": pack.lens.known_at.isoformat(),
        "files": [{"name": one.name, "title": one.title, "sha256": one.sha256, "size": one.size} for one in written],
        "not_included": list(pack.missing),
    }
    said = (json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()
    yield "manifest.json", said
    context = {"pack": pack, "files": written, "manifest": hashlib.sha256(said).hexdigest()}
    yield "index.html", render_to_string("authority/index.html", context).encode()


# --- the report ----------------------------------------------------------------


def _reports(lens: Lens, view: ProposalView) -> tuple[Part, ...]:
    """The newest issued report that is open to the viewer, or the draft of the day."""
    kind = next((one for one in registry.kinds() if any(asked.subject == "proposal" for asked in one.asks)), None)
    if kind is None or kind.classification not in lens.viewer.may_see:
        return ()
    issued = [one for one in papers.about(lens, f"proposal:{view.line.key}") if one.kind == kind.name]
    if issued:
        newest = issued[0]
        name = f"report/{safe_name(newest.reference)}-v{newest.version}"
        return tuple(
            Part(
                f"{name}.{form}",
                f"{kind.title} {newest.reference}, version {newest.version}, as issued ({FORMATS[form].label})",
                partial(_issued, lens, newest.reference, newest.version, FORMATS[form].file_name),
            )
            for form in REPORTS
        )
    draft = _Draft(lens, kind, view.line.number)
    return tuple(
        Part(
            f"report/{safe_name(view.line.number)}-draft.{form}",
            f"{kind.title} of {view.line.number}, draft ({FORMATS[form].label})",
            partial(draft.written, form),
        )
        for form in REPORTS
    )


def _issued(lens: Lens, reference: str, version: int, name: str) -> bytes:
    return papers.content(lens, reference, version, name)[1]


class _Draft:
    """The draft of a report, built once for all its formats."""

    def __init__(self, lens: Lens, kind: registry.Kind, number: str) -> None:
        self.lens, self.kind, self.number = lens, kind, number
        self.paper: Any = None

    def written(self, form: str) -> bytes:
        """Its bytes in a format."""
        if self.paper is None:
            day = self.lens.valid_at
            asked = next(one.name for one in self.kind.asks if one.subject == "proposal")
            params = registry.Params(Month(day.year, day.month), values={asked: self.number})
            lens = registry.lens_for(self.kind, self.lens.viewer, params, day, self.lens.known_at)
            self.paper = registry.build(self.kind, lens, params, site=settings.CONFIG.site_url)
        return FORMATS[form].write(self.paper)


# --- what is attached ------------------------------------------------------------


def _attached(lens: Lens, view: ProposalView) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The attached documents whose files are held and open to the viewer, and those that are not held. Two queries."""
    if not view.documents:
        return (), ()
    known = {one.sha256: one for one in documents_of(lens)}
    made: list[Part] = []
    missing: list[str] = []
    for number, line in enumerate(view.documents, 1):
        document = known.get(line.document)
        if document is None:
            continue
        title = f"{line.role.label}: {line.title}"
        if not document.is_held:
            missing.append(f"{title} (its file is not held here; SHA-256 {document.sha256})")
            continue
        name = f"documents/{number:02d}-{line.role.value.replace('_', '-')}-{safe_name(line.title)}"
        file = f"{name}.{_suffix(document)}"
        made.append(Part(file, title, partial(vault.get, document.sha256), document.sha256))
    return tuple(made), tuple(missing)


def _suffix(document: DocumentView) -> str:
    return SUFFIXES.get(document.media_type, "bin")


# --- votes -----------------------------------------------------------------------


def _votes(lens: Lens, proposal: str) -> tuple[Part, ...]:
    """The archive of each vote that is counted and open to the viewer: whoever has it can count it again."""
    return tuple(
        Part(f"votes/{safe_name(one.key)}.json", f"Archive of {one.named}", partial(_archive, lens, one.key))
        for one in votes.of_proposal(lens, proposal)
        if one.is_shown and one.recorded is not None
    )


def _archive(lens: Lens, key: str) -> bytes:
    said = archive_json(votes.archive(lens, key))
    return (json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


# --- what the record says as tables ------------------------------------------------


def _tables(lens: Lens, view: ProposalView) -> Iterator[tuple[str, str, Table]]:
    yield "timetable.csv", "Timetable", _timetable(view)
    yield "decisions.csv", "Decisions, and what bodies were asked", _decisions(lens, view)
    yield "consultations.csv", "Consultations", _consultations(lens, view)


def _table(title: str, columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> Table:
    return Table(title, tuple(Column(key, label) for key, label in columns.items()), tuple(rows))


def _said(when: When | None) -> str | None:
    return when.isoformat() if when else None


def _timetable(view: ProposalView) -> Table:
    columns = {"event": "Event", "when": "When", "state": "State", "source": "Printed in"}
    rows = (
        {
            "event": row.label,
            "when": _said(row.when),
            "state": row.state.value,
            "source": row.source or None,
        }
        for row in view.timetable
    )
    return _table("Timetable", columns, rows)


def _decisions(lens: Lens, view: ProposalView) -> Table:
    made, put = decisions.on_proposal(lens, view.line.key)
    columns = {
        "when": "When",
        "body": "Body",
        "outcome": "Outcome",
        "path": "Path",
        "objectives": "Objectives",
        "review": "Review",
        "note": "Note",
        "sure": "How sure",
        "source": "Printed in",
    }
    rows: list[dict[str, Any]] = [
        {
            "when": one.when.isoformat(),
            "body": one.body_name,
            "outcome": one.outcome_name,
            "path": path_name(one.path) or None,
            "objectives": letters(one.objectives) or None,
            "review": f"{one.review.to_name}: {one.review.about}" if one.review else None,
            "note": one.note or None,
            "sure": one.sure or None,
            "source": ", ".join(one.sources) or None,
        }
        for one in made
    ]
    rows += [
        {
            "when": one.meeting.isoformat(),
            "body": one.body,
            "outcome": f"Asked: {'; '.join(one.words)}",
            "note": one.note or None,
            "source": ", ".join(one.sources) or None,
        }
        for one in put
    ]
    return _table("Decisions", columns, sorted(rows, key=lambda row: row["when"]))


def _consultations(lens: Lens, view: ProposalView) -> Table:
    columns = {"kind": "Consultation", "standing": "Standing", "issued": "Issued", "closes": "Last day"}
    rows = (
        {
            "kind": one.kind_name,
            "standing": one.standing.value,
            "issued": _said(one.issued),
            "closes": one.last_day,
        }
        for one in consultations.of_proposal(lens, view.line.key)
    )
    return _table("Consultations", columns, rows)
