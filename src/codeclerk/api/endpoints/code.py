"""The text of the code: versions, documents, clauses at a date, comparisons and conflicts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from codeclerk.api import parameters, shapes
from codeclerk.api.answering import item, look, part
from codeclerk.api.endpoints.base import key_of, reads
from codeclerk.kernel.calendar.dates import end_of_london_day
from codeclerk.legaltext import answers, queries
from codeclerk.register import queries as register


@reads("code/versions", shapes.CodeVersions, "code", "code/versions?as_at=2021-03-05")
def code_versions(request: HttpRequest, asked: Query[parameters.Part]) -> HttpResponse:
    """Every version of the code that is known, also those that come, by the instant from which it holds."""
    looking = look(request, asked)
    return part(looking, asked.limit, lambda: queries.versions(looking.lens), answers.version_json)


@reads("code/documents", shapes.CodeDocuments, "code", "code/documents?as_at=2021-03-05")
def code_documents(request: HttpRequest, asked: Query[parameters.Documents]) -> HttpResponse:
    """The documents of the version that is in force on the day, or of another one."""
    looking = look(request, asked)
    return part(
        looking,
        asked.limit,
        lambda: _documents(*queries.documents_at(looking.lens, asked.version.strip() or None)),
        dict,
    )


def _documents(version: queries.Version, lines: tuple[queries.DocumentLine, ...]) -> list[dict[str, Any]]:
    return [answers.document_line_json(one, version) for one in lines]


@reads("code/documents/{document}", shapes.OneCodeDocument, "code", "code/documents/Section%20H?as_at=2021-03-05")
def code_document(request: HttpRequest, document: str, asked: Query[parameters.Document]) -> HttpResponse:
    """One document with its provisions, by its name or its permanent id."""
    looking = look(request, asked, document=document)
    number = asked.version.strip() or None
    return item(looking, lambda: answers.document_json(queries.document_at(looking.lens, document, number)))


@reads("code/clauses/{clause}", shapes.OneClause, "code", "code/clauses/H8.1?as_at=2021-03-05")
def code_clause(request: HttpRequest, clause: str, asked: Query[parameters.Look]) -> HttpResponse:
    """One provision on the day and everything that it ever said, by its label, its defined term or its permanent id."""
    looking = look(request, asked, clause=clause)
    lens = looking.lens

    def make() -> dict[str, Any]:
        every = queries.history_of(lens, clause)
        began = {one.number: one for one in queries.versions(lens)}
        instant = end_of_london_day(lens.valid_at)
        now = next((one for one in every if one.first <= instant and (one.end is None or instant < one.end)), None)
        in_force = queries.in_force_in(lens, now or every[-1])
        return {
            "pid": every[-1].pid,
            "document": (now or every[-1]).document,
            "on_the_day": answers.clause_json(now, queries.shown_of(queries.version_at(lens))) if now else None,
            "in_force": [{"region": region or None, "is_in_force": is_so} for region, is_so in in_force.items()],
            "history": [answers.clause_json(one, queries.shown_of(began[one.version])) for one in every],
        }

    return item(looking, make)


@reads("code/compare", shapes.OneComparison, "code", "code/compare?as_at=2021-03-05")
def code_compare(request: HttpRequest, asked: Query[parameters.Compare]) -> HttpResponse:
    """All differences between two versions: what was drafted, what moved, and what merely follows."""
    looking = look(request, asked)
    lens = looking.lens

    def make() -> dict[str, Any]:
        new = asked.new.strip() or queries.version_at(lens).number
        # The first version has none before it, and differs from itself in nothing.
        old = asked.old.strip() or queries.version_named(lens, new).parent or new
        first, second, found = queries.compare_versions(lens, old, new)
        return {"old": first.number, "new": second.number, **answers.comparison_json(found)}

    return item(looking, make)


@reads("code/conflicts", shapes.CodeConflicts, "code", "code/conflicts")
def code_conflicts(request: HttpRequest, asked: Query[parameters.Conflicts]) -> HttpResponse:
    """The conflicts between the amendments that wait for a release, and of each with the newest version."""
    looking = look(request, asked)
    key = key_of(looking, asked.proposal) if asked.proposal else ""
    number = register.numbers_at(looking.lens, [key]).get(key, "") if key else ""
    return part(
        looking,
        asked.limit,
        lambda: (
            one for one in queries.conflicts(looking.lens) if not asked.proposal or number in one.conflict.proposals
        ),
        answers.conflict_json,
    )
