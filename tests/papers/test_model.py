"""What the model refuses, and that its pure modules know neither Django nor a database."""

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from codeclerk.papers.model import (
    Appendix,
    Bullets,
    Classification,
    Column,
    Figure,
    Footnote,
    Noun,
    Reference,
    Section,
    Standing,
    Table,
    Text,
)
from tests.papers import sample


@pytest.mark.parametrize(
    "make",
    [
        lambda: Figure(1.5),
        lambda: Figure(True),
        lambda: Figure(Decimal("NaN")),
        lambda: Figure(1, standing=Standing.REPORTED),
        lambda: Figure(1, standing=Standing.INFERRED),
        lambda: Figure(1, standing=Standing.WITHHELD, why="secret"),
        lambda: Figure("one", noun=Noun("thing")),
        lambda: Reference("x", "javascript:alert(1)"),
        lambda: Reference("x", "//elsewhere.example"),
        lambda: Bullets(()),
        lambda: Table("t", (Column("a", "A"),), (((Text("1"),), (Text("2"),)),)),
        lambda: Table("t", (Column("a", "A"), Column("a", "B")), ()),
        lambda: Table("", (Column("a", "A"),), ()),
        lambda: Section(" "),
        lambda: replace(sample.FRONT, known_at=datetime(2021, 3, 5)),  # noqa: DTZ001 - that is the point
        lambda: replace(sample.paper(), appendices=(Appendix("Secret", classification=Classification.RED),)),
    ],
)
def test_a_value_that_cannot_be_printed_honestly_is_refused(make):
    with pytest.raises(ValueError):
        make()


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure(1234), "1,234"),
        (Figure(64, "WD"), "64 WD"),
        (Figure(Decimal("12500"), "£", places=2), "£12,500.00"),
        (Figure(-5, "£"), "-£5"),
        (Figure(None), "not known"),
        (Figure(None, none="not accepted yet"), "not accepted yet"),
        (Figure(None, standing=Standing.WITHHELD, why="confidential"), "withheld"),
        (Figure("TBC"), "TBC"),
    ],
)
def test_a_figure_is_shown(figure, shown):
    assert figure.shown == shown


def test_a_figure_accounts_for_itself():
    figure = Figure(
        64, "WD", Standing.REPORTED, source="CSR:293", convention="published count; 61 with bank holidays out"
    )
    assert figure.account == "Published count; 61 with bank holidays out. Reported, not computed: CSR:293."
    assert Footnote((Text(figure.account),)) == Footnote((Text(figure.account),))


def test_the_model_and_the_writers_know_no_django():
    modules = (
        "build, codec, layout, model, registry, rendering, output, writers.csv, writers.docx, writers.html, writers.pdf"
    )
    code = "import sys, importlib\n"
    code += f"for name in '{modules}'.split(', '): importlib.import_module('codeclerk.papers.' + name)\n"
    code += "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
