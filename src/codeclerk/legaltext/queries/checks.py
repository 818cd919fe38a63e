"""Checking a version in the record: what `proving` checks of its file, and that the tables say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Lens
from codeclerk.legaltext import proving
from codeclerk.legaltext.intervals import TEXT, batches, node_json, text_values
from codeclerk.legaltext.manifest import DocumentText, Manifest
from codeclerk.legaltext.models import DocumentTree, ProvisionText
from codeclerk.legaltext.proving import Finding, Report
from codeclerk.legaltext.queries.clauses import holding, known
from codeclerk.legaltext.queries.versions import Version, parts_of, version_named
from codeclerk.legaltext.rules.provisions import Provision


def check_version(lens: Lens, number: str, key: str = "") -> Report:
    """What does not fit in a version: in its files, and between its files and the tables. Six queries."""
    version = version_named(lens, number)
    try:
        signed, documents = parts_of(lens, number)
        report = proving.check_parts(signed, documents, key)
        findings = [*report.findings, *_rows(lens, version, signed[-1].manifest, documents)]
    except Refused as error:
        report = Report(version.number, version.root, 0, (version.key,), ())
        findings = [Finding(f"Version {version.number}", str(one.problem)) for one in error.refusals]
    return replace(report, findings=tuple(findings))


def _rows(lens: Lens, version: Version, manifest: Manifest, documents: Mapping[str, DocumentText]) -> Iterator[Finding]:
    who = f"Version {version.number}"
    said = (manifest.number, manifest.root, manifest.key, dict(manifest.certificate), manifest.origin)
    if said != (version.number, version.root, version.key, dict(version.certificate), version.origin.value):
        yield Finding(who, "the table of versions does not say what its manifest says")
    trees = DocumentTree.objects.in_bulk([one.tree for one in manifest.documents])
    here: dict[str, tuple[str, str]] = {}
    texts: dict[str, Provision] = {}
    for file in manifest.documents:
        text = documents[file.sha256]
        here |= {node.provision.pid: (node.hash, node.label.full) for node in text.nodes}
        texts |= {node.hash: node.provision for node in text.nodes}
        tree = trees.get(file.tree)
        if tree is None or tree.file != file.sha256 or tree.nodes != [node_json(one) for one in text.nodes]:
            yield Finding(file.name, "the table of documents does not say what its file says")
    for some in batches(texts):
        for hash, *row in ProvisionText.objects.filter(pk__in=some).values_list("pk", *TEXT):
            # That what the file says gives this hash was checked with the file.
            if tuple(row) != text_values(texts[hash]):
                yield Finding(f"Provision {row[0]}", "what the table says does not give its hash")
    held = holding(known(lens), version.effective).values_list("pid", "text_id", "label")
    if {pid: (hash, label) for pid, hash, label in held} != here:
        yield Finding(who, "what held when it came into force is not what its files say")
