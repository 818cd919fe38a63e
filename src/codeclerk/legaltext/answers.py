"""The legal text as JSON, for the command line and the API."""

from __future__ import annotations

from typing import Any

from codeclerk.kernel.calendar.dates import LONDON
from codeclerk.legaltext.queries import ClauseAt, ConflictLine, DocumentAt, DocumentLine, Version
from codeclerk.legaltext.rules.comparing import Comparison, What
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.rebasing import Rebased
from codeclerk.legaltext.rules.spans import Shown, as_json, render


def version_json(one: Version) -> dict[str, Any]:
    """A version, without its text."""
    return {
        "number": one.number,
        "effective": one.effective.astimezone(LONDON).isoformat(),
        "parent": one.parent or None,
        "root": one.root,
        "origin": one.origin.value,
        "summary": one.summary,
        "letter": one.letter or None,
        "certificate": dict(one.certificate) or None,
        "manifest": one.manifest,
        "signature": one.signature,
        "key": one.key,
        "date_corrected": one.corrected or None,
    }


def clause_json(one: ClauseAt, shown: Shown) -> dict[str, Any]:
    """A provision over a stretch of time. `shown` renders its references."""
    return {
        "pid": one.pid,
        "label": one.label,
        "kind": one.provision.kind.value,
        "text": render(one.provision.content, shown),
        "content": as_json(one.provision.content),
        "is_unused": one.provision.is_unused,
        "from": one.first.astimezone(LONDON).isoformat(),
        "until": one.end.astimezone(LONDON).isoformat() if one.end else None,
        "version": one.version,
        "causes": [{"operation": operation, "proposal": proposal} for operation, proposal in one.causes],
        "hash": one.hash,
    }


def document_line_json(one: DocumentLine, version: Version) -> dict[str, Any]:
    """A document of a version, without its text."""
    return {
        "pid": one.pid,
        "document": one.name,
        "title": one.title,
        "revision": one.revision or None,
        "version": version.number,
    }


def document_json(one: DocumentAt) -> dict[str, Any]:
    """A document with its provisions as one reads."""
    return {
        "document": one.line.name,
        "title": one.line.title,
        "revision": one.line.revision or None,
        "version": one.version.number,
        "provisions": [
            {
                "pid": node.provision.pid,
                "depth": node.depth,
                "label": node.label.full,
                "kind": node.provision.kind.value,
                "text": render(node.provision.content, one.shown),
                "is_unused": node.provision.is_unused,
                "hash": node.hash,
            }
            for node in one.text.nodes
        ],
    }


def comparison_json(found: Comparison) -> dict[str, Any]:
    """All differences between two versions: what was drafted, what moved, and what merely follows."""
    old, new = labels(found.old), labels(found.new)

    def called(pid: str) -> dict[str, Any]:
        return {
            "pid": pid,
            "old_label": old[pid].full if pid in old else None,
            "new_label": new[pid].full if pid in new else None,
        }

    return {
        "marked_tokens": found.marked_tokens,
        "changes": [
            {
                **called(one.pid),
                "what": one.what.value,
                "runs": [[run.first, run.last, as_json(run.new)] for run in one.runs],
            }
            for one in found.changes
            if one.what is not What.MOVED
        ],
        "moves": [called(pid) for pid in found.moves],
        "consequential": [
            {**called(one.at), "of": one.of, "old": one.old, "new": one.new} for one in found.consequential
        ],
        "params": {id: {"old": old_value, "new": new_value} for id, (old_value, new_value) in found.params.items()},
    }


def conflict_json(line: ConflictLine) -> dict[str, Any]:
    """A conflict between open proposals."""
    one = line.conflict
    return {
        "key": one.key,
        "sort": one.sort.value,
        "words": one.sort.words,
        "is_blocking": one.sort.is_blocking,
        "proposals": list(one.proposals),
        "operations": list(one.operations),
        "at": one.at,
        "resolution": line.resolution.id if line.resolution else None,
    }


def rebased_json(one: Rebased) -> dict[str, Any]:
    """An amendment against a version that came after its own."""
    return {"operation": one.operation.id, "where": one.where, "applies": one.applies, "then": one.then, "now": one.now}
