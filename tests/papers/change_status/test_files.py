"""The files of the report: words that look like markup, an accessible PDF, the same bytes twice, refusals."""

import errno
import hashlib
import io
import json

from docx import Document
from lxml import html

from codeclerk.papers import fonts
from codeclerk.papers.codec import from_json, to_json
from codeclerk.papers.rendering import FORMATS, render
from codeclerk.papers.writers.docx import to_docx
from codeclerk.papers.writers.html import to_html
from codeclerk.papers.writers.pdf import to_pdf
from tests.papers.change_status import world
from tests.papers.pdf_tags import reader, text, tree, xmp

ODD = "<script>alert(1)</script> #set page(fill: red) *_[]_* {count} {is} $x$ \\u{41} =1+1"


def odd_report():
    """A report with such a title wherever a title is printed."""
    line = world.line("DP301", "define", raised=world.VOTED)
    new = world.new("DP301", raised=world.VOTED, summary=ODD, title=ODD)
    one = world.assessment("MP310", "IA", world.AS_AT.replace(month=3), title=ODD, commentary=ODD)
    named = world.release("2024-06", ODD, world.AS_AT.replace(month=6, day=27), ("MP310", world.In.APPROVED, ODD))
    return world.report(
        proposals=(line,),
        new=(new,),
        assessments=(one,),
        releases=(named,),
        decisions=(world.decided("change_board", "MP310", "brand_new", outcome_name=ODD, body_name=ODD),),
    )


def test_markup_in_the_record_survives_as_text_in_every_format():
    made = odd_report()
    page = html.fromstring(to_html(made))
    assert not page.xpath("//script")
    squeezed = "".join(ODD.split())
    said = {
        "html": page.text_content(),
        "pdf": text(to_pdf(made)).replace("\u200b", ""),
        "docx": "\n".join(one.text for one in Document(io.BytesIO(to_docx(made))).paragraphs),
        "json": json.dumps(json.loads(to_json(made)), ensure_ascii=False).replace("\\\\", "\\"),
    }
    for name, words in said.items():
        assert "".join(words.split()).count(squeezed) >= 3, name
    assert from_json(to_json(made)) == made


def test_the_pdf_is_accessible_archivable_and_carries_the_json():
    made = odd_report()
    content = to_pdf(made)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp(content)
    assert "<pdfaid:part>3</pdfaid:part>" in xmp(content)
    assert reader(content).attachments["paper.json"] == [to_json(made)]
    found = tree(content)
    headings = [one.attributes["T"] for one in found.all("H1", "H2", "H3")]
    assert [one for one in headings if one[:2].rstrip(".").isdigit()] == [
        "1. Summary",
        "2. Define",
        "3. Refine",
        "4. Opine",
        "5. Releases",
    ]
    for table in found.all("Table"):
        [head] = table.all("THead")
        assert all(cell.attributes["Scope"] == "/Column" for cell in head.all("TH"))
        assert all(cell.attributes["Headers"] for cell in table.all("TD"))
    [drawing] = found.all("Figure")
    assert drawing.attributes["Alt"].endswith("Data: Define, 1; Refine, 0; Opine, 0; Release, 0.")
    assert all(item.all("LBody") for item in found.all("LI"))


def test_every_file_has_the_same_bytes_twice():
    first = {one.name: one.sha256 for one in render(odd_report())}
    again = {form.file_name: hashlib.sha256(form.write(odd_report())).hexdigest() for form in FORMATS.values()}
    assert {name: first[name] for name in again} == again


def test_a_missing_font_is_one_sentence(tmp_path, monkeypatch, example_database):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    done = example_database.codeclerk(*asked(tmp_path / "report.pdf"))
    assert done.returncode != 0
    assert "the font file LiberationSans-Regular.ttf is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "report.pdf").exists()


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, monkeypatch, example_database):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("codeclerk.papers.output.os.fsync", full)
    done = example_database.codeclerk(*asked(tmp_path / "report.pdf"))
    assert done.returncode != 0
    assert "could not be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def asked(path, form="pdf"):
    return ("paper", "change-status", "--as-at", "2021-03-05", "--format", form, "--output", str(path), "--quiet")
