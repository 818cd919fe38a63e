"""Section 1: how many proposals are in each stage, what is put to the Panel, what was decided (CSR:65-113). Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from codeclerk.papers.build import count_of, listing, paragraph, sentence, table
from codeclerk.papers.change_status.outcomes import groups
from codeclerk.papers.change_status.printed import STAGE_COUNT, Printed, figure, find
from codeclerk.papers.change_status.record import AUTHORITY, CHANGE_BOARD, Record, Stage, numbers
from codeclerk.papers.model import Block, Chart, Column, CrossReference, Figure, Noun, Reference, Section, Standing
from codeclerk.papers.phrases import MODIFICATION, keys_of, named
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Form, Series
from codeclerk.ui.tables import Kind

if TYPE_CHECKING:
    from codeclerk.decisions.queries import Presented

CHART = "Proposals currently in each stage"
REPORTED, NAMED = "Reported by a source", "Named in the register"
TO_REPORT, TO_REFINEMENT = "to_report_phase", ("to_refinement", "converted")


def section(record: Record) -> Section:
    """The summary."""
    return Section(
        "Summary",
        (
            paragraph(
                "This report gives the status of every Draft Proposal, Modification Proposal and release of the code, "
                f"and what was decided in {record.periods.month}. Each proposal’s own page has the details: see the ",
                Reference("register", "/proposals/"),
                ".",
            ),
        ),
        (
            Section(CHART, stages(record), key="in-each-stage", numbered=False),
            *_recommended(record),
            Section("Decisions", _decisions(record), numbered=False),
        ),
        key="summary",
    )


# --- stages


def shown_stages(record: Record) -> tuple[Stage, ...]:
    """The stages that are drawn: all but the last one, which is no stage of work."""
    return tuple(stage for stage in record.stages if stage.id != "closed")


def printed_count(record: Record, stage: Stage) -> Printed | None:
    """What a source prints of a stage's count."""
    return find(record.readings, record.periods, f"{STAGE_COUNT}{stage.id}")


def stage_figures(record: Record) -> tuple[tuple[Stage, Figure, Figure], ...]:
    """Each stage with the figure to show and what the register names."""
    made = []
    for stage in shown_stages(record):
        rows = keys_of(numbers(record.in_stage(stage.id)))
        own = Figure(record.counts.get(stage.id, 0), rows=rows)
        made.append((stage, figure(printed_count(record, stage), record.counts.get(stage.id, 0), rows=rows), own))
    return tuple(made)


def stages(record: Record) -> tuple[Block, ...]:
    """The chart, and the table with its data."""
    figures = stage_figures(record)
    is_reported = any(shown.standing is Standing.REPORTED for _, shown, _ in figures)
    rows = tuple(key for _, _, own in figures for key in own.rows)
    blocks: list[Block] = [
        Chart(_drawing(figures, is_reported), key="stages-chart", rows=rows, table="stages"),
        table(
            "Proposals in each stage",
            (
                Column("stage", "Stage"),
                Column("proposals", "Proposals", Kind.NUMBER),
                *((Column("named", NAMED, Kind.NUMBER),) if is_reported else ()),
            ),
            [(stage.name, shown, own) if is_reported else (stage.name, shown) for stage, shown, own in figures],
            key="stages",
        ),
    ]
    if is_reported:
        said = (
            "A source counts more proposals than the sources at hand name. What is only counted is shown as reported, "
            "never as computed; "
        )
        blocks.append(paragraph(said, CrossReference("notes"), " has the difference."))
    unsure = [line for line in record.proposals if line.stage in _drawn(record) and line.is_inferred]
    if unsure:
        count = count_of(keys_of(numbers(unsure)), Noun("proposal"))
        where = (
            "The stage of {count} is inferred from other steps that sources date; the page of each one says from which."
        )
        blocks.append(paragraph(sentence(where, count)))
    return tuple(blocks)


def _drawn(record: Record) -> frozenset[str]:
    return frozenset(stage.id for stage in shown_stages(record))


def _drawing(figures: tuple[tuple[Stage, Figure, Figure], ...], is_reported: bool) -> Drawing:
    said = ", ".join(f"{stage.name} {shown.shown}" for stage, shown, _ in figures)
    places = tuple(stage.name for stage, _, _ in figures)
    own = Series(NAMED if is_reported else "Proposals", tuple(_number(one) for _, _, one in figures))
    series: tuple[Series, ...] = (own,)
    if is_reported:
        reported = tuple(_number(one) if one.standing is Standing.REPORTED else None for _, one, _ in figures)
        series = (Series(REPORTED, reported), own)
    return Drawing(
        CHART,
        f"{said}.",
        places,
        series,
        Form.BAR,
        "Stage",
        "Proposals",
        has_labels=True,
    )


def _number(figure: Figure) -> int:
    if not isinstance(figure.value, int):
        raise ValueError("A stage counts whole proposals.")
    return figure.value


# --- what is put to the Panel


def _recommended(record: Record) -> tuple[Section, ...]:
    to_report = _asking(record, lambda one: TO_REPORT in one.asks)
    to_refine = _asking(record, lambda one: one not in to_report and any(ask in one.asks for ask in TO_REFINEMENT))
    rest = _asking(record, lambda one: one not in to_report and one not in to_refine)
    made = [
        _presented("Recommended to proceed to Refinement Process", "progression to the Refinement Process", to_refine),
        _presented("Recommended to proceed to Report Phase", "progression to the Report Phase", to_report),
    ]
    if rest:
        made.append(_presented("Also presented", "another decision", rest))
    return tuple(made)


def _asking(record: Record, wanted: Callable[[Presented], bool]) -> tuple[Presented, ...]:
    return tuple(one for one in record.presented if wanted(one))


def _presented(title: str, what: str, found: tuple[Presented, ...]) -> Section:
    lead = "There {is} {count} being presented to the Panel for " + what + " this month"
    return Section(title, listing(lead, MODIFICATION, [named(one.number, one.title) for one in found]), numbered=False)


# --- decisions


def _decisions(record: Record) -> tuple[Block, ...]:
    board = [block for group in groups(record.decided(CHANGE_BOARD), record.wording) for block in group.blocks]
    authority = [block for group in groups(record.decided(AUTHORITY), record.wording) for block in group.blocks]
    nothing = paragraph(f"The Change Board made no decisions in {record.periods.month}.")
    return (*(board or [nothing]), *authority)
