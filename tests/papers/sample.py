"""A made-up paper with every kind of block, in the shape of the March 2021 report. No part of any record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from codeclerk.kernel.calendar.dates import DateStyle
from codeclerk.papers.build import bullets, count_of, footnote, listing, paragraph, proposal, sentence, table
from codeclerk.papers.model import (
    Action,
    Appendix,
    Attachment,
    Chart,
    Classification,
    Column,
    CrossReference,
    Figure,
    Front,
    Item,
    Noun,
    Paper,
    Recommendation,
    Section,
    Standing,
    Status,
    Strong,
    Table,
    Term,
    Version,
)
from codeclerk.papers.runs import runs
from codeclerk.ui.charts import Chart as Drawing
from codeclerk.ui.charts import Form, Series
from codeclerk.ui.tables import Kind

FRONT = Front(
    kind="sample-report",
    title="Sample Status Report – March 2021",
    dated=date(2021, 3, 5),
    as_at=date(2021, 3, 5),
    known_at=datetime(2021, 3, 5, 17, 0, tzinfo=UTC),
    reference="SECP_90_1203_99",
    committee="SEC Panel",
    short_committee="Panel",
    meeting="SECP_90_1203",
    meeting_date=date(2021, 3, 12),
    data_date=date(2021, 2, 28),
    author="SECAS Team",
    action=Action.INFORMATION,
    classification=Classification.WHITE,
    sharing=(
        "This document is classified as White in accordance with the Panel Information Policy. Information can be "
        "shared with the public, and any members may publish the information, subject to copyright."
    ),
    purpose=(
        paragraph(
            "This document is a sample of the Change Status Report, which provides information on the progress of "
            "Smart Energy Code (SEC) Modifications and Releases. It will be presented to the SEC Panel on ",
            Figure(date(2021, 3, 12)),
            ".",
        ),
        paragraph(
            "The progress report of the Data Communications Company (DCC) is included as ",
            CrossReference("dcc"),
            ".",
        ),
    ),
    recommendations=(Recommendation("NOTE", runs("the contents of this report.")),),
    history=(Version("0.1", date(2021, 3, 1), "First draft."),),
    running_title="SECP_90_1203 – Sample Status Report – March 2021",
    site="https://codeclerk.example",
    row_pages=(("proposal", "/proposals/{}/"),),
)

OBJECTIVE_A = footnote(
    "Facilitate the efficient provision, installation, operation and interoperability of smart metering systems at "
    "energy consumers’ premises within Great Britain"
)
OBJECTIVE_C = footnote(
    "Facilitate energy consumers’ management of their use of electricity and gas through the provision of appropriate "
    "information via smart metering systems"
)
COMPLETED = (
    *(
        ("MP093", "IA", 6, 3, 2020, 40, 2),
        ("SECMP0067", "IA", 12, 3, 2020, 40, 17),
        ("MP099", "PA", 17, 3, 2020, 15, 27),
    ),
    *(("MP090", "PA", 11, 5, 2020, 15, 17), ("MP105", "PA", 4, 5, 2020, 15, 15), ("MP122A", "PA", 28, 5, 2020, 15, 10)),
    *(("MP092", "PA", 5, 6, 2020, 15, 135), ("MP106", "PA", 11, 6, 2020, 15, 43), ("MP077", "PA", 17, 6, 2020, 15, 19)),
)


def assessment_table(count: int, key: str = "completed") -> Table:
    """A table of `count` assessments: references, dates, and durations with their convention."""
    return table(
        "Assessments completed in the last 12 months",
        (
            Column("modification", "Modification", Kind.REFERENCE),
            Column("type", "Type"),
            Column("returned", "Returned", Kind.DATE),
            Column("target", "Target duration", Kind.NUMBER),
            Column("actual", "Actual duration", Kind.NUMBER),
        ),
        [
            (
                proposal(row[0], href=f"/proposals/{row[0]}/"),
                row[1],
                Figure(date(row[4], row[3], row[2]), style=DateStyle.SHORT, rows=(f"assessment:{row[0]}-{row[1]}",)),
                Figure(row[5], "WD"),
                Figure(
                    row[6],
                    "WD",
                    Standing.REPORTED,
                    rows=(f"assessment:{row[0]}-{row[1]}",),
                    source="CSR:301-330",
                    convention="published count",
                ),
            )
            for row in (COMPLETED[n % len(COMPLETED)] for n in range(count))
        ],
        key=key,
    )


def paper(rows: int = 9) -> Paper:
    """The sample."""
    return Paper(
        FRONT,
        sections=(
            Section(
                "Summary",
                (
                    paragraph(
                        "This report provides a monthly update. ",
                        Strong("Open proposals"),
                        " stand in ",
                        CrossReference("stages"),
                        " and every duration in ",
                        CrossReference("completed"),
                        ".",
                    ),
                    Chart(
                        Drawing(
                            "Proposals currently in each stage",
                            "Most open proposals are being refined: 37 of 54.",
                            ("Define", "Refine", "Opine", "Release"),
                            (Series("Proposals", (7, 37, 5, 5)),),
                            Form.HORIZONTAL_BAR,
                            "Stage",
                            "Proposals",
                        ),
                        key="stages",
                        rows=("proposal:MP107",),
                    ),
                ),
                (
                    Section(
                        "Recommended to proceed to Refinement Process",
                        listing(
                            "There {is} {count} being presented to the Panel for progression to the Refinement Process "
                            "this month",
                            Noun("modification"),
                            [
                                proposal("DP096", "DNO Power Outage Alerts", "/proposals/DP096/"),
                                proposal("DP149", "Effecting Changes efficiently", "/proposals/DP149/"),
                            ],
                        ),
                        numbered=False,
                    ),
                    Section(
                        "Recommended to proceed to Report Phase",
                        listing(
                            "There {is} {count} being presented to the Panel for progression to the Report Phase",
                            Noun("modification"),
                            [proposal("MP147", "SMKI Full Extract", "/proposals/MP147/")],
                        ),
                        numbered=False,
                    ),
                ),
                key="summary",
            ),
            Section(
                "Refine",
                sections=(
                    Section(
                        "Impact Assessment requests",
                        listing("There {was} {count} in February 2021", Noun("Impact Assessment request"), []),
                    ),
                    Section("Working Group meetings"),
                    Section(
                        "DCC Assessment timescales",
                        (
                            paragraph(
                                "The longest open assessment stands at ",
                                Figure(
                                    64,
                                    "WD",
                                    Standing.REPORTED,
                                    rows=("assessment:MP107-IA",),
                                    source="CSR:293",
                                    convention="published count; 61 with bank holidays removed",
                                ),
                                "; its cost is ",
                                Figure(None, standing=Standing.WITHHELD, why="the supplier’s answer is confidential"),
                                ".",
                            ),
                            table(
                                "Open Assessments",
                                (
                                    Column("modification", "Modification", Kind.REFERENCE),
                                    Column("type", "Type"),
                                    Column("accepted", "Accepted", Kind.DATE),
                                    Column("target", "Target duration", Kind.NUMBER),
                                    Column("current", "Current duration", Kind.NUMBER),
                                    Column("cost", "Cost", Kind.NUMBER),
                                ),
                                [
                                    (
                                        proposal("MP107"),
                                        "IA",
                                        Figure(date(2020, 12, 1), style=DateStyle.SHORT),
                                        Figure(40, "WD"),
                                        Figure(
                                            64,
                                            "WD",
                                            convention="published count; 61 with bank holidays removed",
                                            rows=("assessment:MP107-IA",),
                                        ),
                                        Figure(Decimal("12500.00"), "£", Standing.REPORTED, source="CSR:570"),
                                    ),
                                    (
                                        proposal("MP140"),
                                        "PA",
                                        Figure(date(2021, 2, 4), style=DateStyle.SHORT),
                                        Figure(15, "WD"),
                                        Figure(
                                            17,
                                            "WD",
                                            Standing.INFERRED,
                                            why="the acceptance was printed, the end was not",
                                        ),
                                        Figure(None, standing=Standing.WITHHELD, why="confidential"),
                                    ),
                                ],
                                key="open",
                                total=("Total", "", "", "", Figure(2), ""),
                            ),
                            assessment_table(rows),
                            table(
                                "Assessments withdrawn", (Column("m", "Modification"),), [], empty="None was withdrawn."
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                "Opine",
                (
                    paragraph(
                        sentence(
                            "The Change Board voted on {count}.", count_of(["vote:1", "vote:2"], Noun("modification"))
                        )
                    ),
                    bullets(
                        [
                            runs(
                                proposal("SECMP0015", "GPF timestamp for reading instantaneous Gas values"),
                                " has been sent to the Authority on the basis that it would better facilitate "
                                "SEC Objectives (a)",
                                OBJECTIVE_A,
                                " and (c)",
                                OBJECTIVE_C,
                                ".",
                            ),
                            Item(
                                runs(
                                    proposal("MP077", "DCC Service Flagging"),
                                    " was approved on the basis that it would better facilitate Objective (a)",
                                    OBJECTIVE_A,
                                    ".",
                                ),
                                (
                                    Item(runs("The Panel reviews the date.")),
                                    Item(runs("SECAS will advise on next steps.")),
                                ),
                            ),
                        ]
                    ),
                    bullets(["Note the votes.", "Note the next steps."], ordered=True),
                ),
            ),
        ),
        appendices=(
            Appendix(
                "DCC Regulatory Report",
                sections=(
                    Section("Introduction", (paragraph("Prepared for the Panel, Parties and Ofgem."),)),
                    Section("Code Performance Measures", (assessment_table(3, "dcc-measures"),)),
                ),
                annexes=(
                    Appendix(
                        "Legal text",
                        (Section("Section J", (paragraph("No change."),)),),
                        describes="contains the redlined changes to the SEC.",
                    ),
                    Appendix("Responses"),
                ),
                subject="MP107 ‘SMETS1 Validation of SRV 6.15.1’",
                kind="Monthly update",
                version="1.0",
                dated=date(2021, 2, 26),
                marking="DCC Public",
                key="dcc",
            ),
        ),
        glossary=(
            Term("SEC", "Smart Energy Code"),
            Term("DCC", "Data Communications Company"),
            Term("WD", "Working Day"),
            Term("IA", "Impact Assessment"),
            Term("PA", "Preliminary Assessment"),
            Term("TABASC", "Technical Architecture and Business Architecture Sub-Committee"),
        ),
    )


def issued(made: Paper) -> Paper:
    """The same, issued."""
    return replace(made, front=replace(made.front, status=Status.ISSUED, checkpoint="1234:" + "9f86d081884c7d65" * 4))


def with_attachments(made: Paper) -> Paper:
    """The same with separate annexes."""
    both = (
        Attachment("Legal text", "contains the redlined changes to the SEC.", "/files/legal-text/"),
        Attachment("Responses", "contains the full responses to the consultation."),
    )
    return replace(made, front=replace(made.front, attachments=both))
