"""The first page of a paper and the title page of an appendix, from their metadata. Pure."""

from __future__ import annotations

from codeclerk.kernel.calendar.dates import format_date
from codeclerk.papers.build import sentence
from codeclerk.papers.cleaning import clean
from codeclerk.papers.laid import BlockLaid, Cover, Heading, ItemLaid, ListLaid, ParagraphLaid, Part
from codeclerk.papers.lines import Lines
from codeclerk.papers.model import Appendix, Attachment, Figure, Form, Front, Noun, Paper, Reference, Status, Strong
from codeclerk.papers.numbering import letter
from codeclerk.papers.runs import runs
from codeclerk.ui.words import moment

Facts = tuple[tuple[str, str], ...]


def cover(paper: Paper, lines: Lines) -> Cover:
    """The cover of a paper."""
    front = paper.front
    blocks: list[BlockLaid] = []
    if front.purpose:
        blocks.append(_heading("Purpose", "purpose"))
        blocks += [ParagraphLaid(lines.line(one.runs, "Purpose")) for one in front.purpose]
    blocks += _recommendations(front, lines)
    blocks += _attachments(paper, lines)
    blocks += _history(front)
    return Cover(
        eyebrow=clean(" · ".join(part for part in (front.committee, front.meeting) if part)),
        title=clean(front.title),
        facts=_facts(front),
        blocks=tuple(blocks),
        signed=tuple(clean(part) for part in (front.author, format_date(front.dated)) if part),
        sharing=sharing(front),
    )


def sharing(front: Front) -> str:
    """The classification statement, with the originator's own marking."""
    said = front.sharing or f"This document is classified as {front.classification.value}."
    return clean(f"{said} Its originator marked it {front.marking}." if front.marking else said)


def _heading(title: str, id: str) -> Heading:
    return Heading(1, "", title, id, title)


def _facts(front: Front) -> Facts:
    meeting = format_date(front.meeting_date) if front.meeting_date else ""
    facts = (
        ("Paper reference", front.reference or ("not given yet" if front.status is Status.DRAFT else "")),
        ("Action", front.action.value),
        ("Meeting", meeting),
        ("Date", format_date(front.dated)),
        ("Figures run to", format_date(front.data_date) if front.data_date else ""),
        ("Record as at", format_date(front.as_at)),
        ("Known by", moment(front.known_at)),
        ("Classification", front.classification.value + (f" ({front.marking})" if front.marking else "")),
        ("Version", str(front.version) if front.version > 1 else ""),
        ("Status", "Draft, made from the record; not issued" if front.status is Status.DRAFT else ""),
        ("Checkpoint", _short_checkpoint(front.checkpoint)),
    )
    return tuple((label, clean(value)) for label, value in facts if value)


def _short_checkpoint(checkpoint: str) -> str:
    """`1234, 9f86d081884c7d65`: position in the record and start of the digest; the whole one is in the data."""
    position, _, digest = checkpoint.partition(":")
    return f"{position}, {digest[:16]}" if digest else position


def _recommendations(front: Front, lines: Lines) -> list[BlockLaid]:
    asked = front.recommendations
    if not asked:
        return []
    body = front.short_committee or front.committee
    who = f"The {body} is requested to" if body else "Readers are asked to"
    if len(asked) == 1:
        line = lines.line((*runs(f"{who} ", Strong(asked[0].verb), " "), *asked[0].runs), "Recommendation")
        return [_heading("Recommendation", "recommendations"), ParagraphLaid(line)]
    items = [ItemLaid(lines.line((*runs(Strong(one.verb), " "), *one.runs), "Recommendations")) for one in asked]
    lead = ParagraphLaid((Part("text", clean(f"{who}:")),))
    return [_heading("Recommendations", "recommendations"), lead, ListLaid(tuple(items), ordered=False)]


def _attachments(paper: Paper, lines: Lines) -> list[BlockLaid]:
    listed = [
        ItemLaid((Part("place", f"Appendix {letter(n)}", to=f"appendix-{letter(n)}".lower()), _text(f": {one.title}")))
        for n, one in enumerate(paper.appendices, start=1)
    ]
    blocks: list[BlockLaid] = []
    if listed:
        blocks += [_heading("Attachments", "attachments"), ListLaid(tuple(listed), ordered=False)]
    if paper.front.attachments:
        if not listed:
            blocks.append(_heading("Attachments", "attachments"))
        blocks += _annexes(paper.front.attachments, lines)
    return blocks


def _text(words: str) -> Part:
    return Part("text", clean(words))


def _annexes(listed: tuple[Attachment | Appendix, ...] | tuple[Attachment, ...], lines: Lines) -> list[BlockLaid]:
    """`This document also has four annexes:` and what each one holds. The letters are those of the order."""
    count = Figure(len(listed), noun=Noun("annex", "annexes"), form=Form.WORDS)
    said = lines.line(sentence("This document also has {count}:", count), "")
    items = []
    for position, one in enumerate(listed, start=1):
        name = f"Annex {letter(position)}"
        leads = Reference(name, one.href if isinstance(one, Attachment) else "")
        line = runs(leads, f" {one.describes}" if one.describes else f": {one.title}")
        items.append(ItemLaid(lines.line(line, "")))
    return [ParagraphLaid(said), ListLaid(tuple(items), ordered=False)]


def _history(front: Front) -> list[BlockLaid]:
    if not front.history:
        return []
    items = [
        ItemLaid((_text(f"Version {one.number}, {format_date(one.dated)}: {one.change}"),)) for one in front.history
    ]
    return [_heading("Version history", "history"), ListLaid(tuple(items), ordered=False)]


def title_page(appendix: Appendix, lines: Lines) -> tuple[Facts, list[BlockLaid]]:
    """The facts below an appendix's heading (proposal, kind, version, marking), and its list of annexes."""
    facts = (
        ("Subject", appendix.subject),
        ("Document", appendix.kind),
        ("Version", appendix.version),
        ("Date", format_date(appendix.dated) if appendix.dated else ""),
        ("Classification", appendix.classification.value if appendix.classification else ""),
        ("Marking", appendix.marking),
    )
    listed = _annexes(appendix.annexes, lines) if appendix.annexes else []
    return tuple((label, clean(value)) for label, value in facts if value), listed
