"""Reading the legal text: what is found, with how many queries, and that it is what the versions say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from codeclerk.kernel.calendar.dates import end_of_london_day
from codeclerk.kernel.errors import Refused
from codeclerk.legaltext import queries, store
from codeclerk.legaltext.models import Stretch
from codeclerk.legaltext.rules import history
from codeclerk.legaltext.rules.comparing import What
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.redlining import accepted, lines, rejected
from codeclerk.legaltext.rules.spans import render
from codeclerk.legaltext.rules.writing import write
from tests.legaltext import small_code
from tests.legaltext.small_code import SECTION_H, documents
from tests.register.support import do, lens, registered
from tests.register.support import queries as counted
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
T17 = datetime(2020, 11, 5, 6, tzinfo=UTC)


def load():
    """Three versions: imported, consolidated of two proposals, and one of a third proposal with a deletion."""
    small_code.load()
    do("consolidate", number="17.0", effective="2020-11-05 06:00", proposals=["MP092", "MP106"])
    registered("MP139", since="2020-06-25")
    text = queries.code_at(lens(), "17.0")
    said = write(text)["Section H"].replace("\nH8.3 The Panel answers within ten Working Days.\n", "")
    do("draft_redline", proposal="MP139", documents=[{"name": "Section H", "text": said}])
    do("consolidate", number="18.0", effective="2021-02-25", proposals=["MP139"])


record = loaded_once(load)


def refusal(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value.first


def test_a_clause_on_a_date_is_one_query(record):
    with counted(1):
        found = queries.clause_at(lens("2020-12-01"), "H8.1(a)")
    assert (found.label, found.version, found.first, found.end) == ("H8.1(a)", "17.0", T17, None)
    assert found.causes == (("MP092-1", "MP092"),)
    shown = queries.shown_of(queries.version_named(lens(), "17.0"))
    assert render(found.provision.content, shown) == "to six hours in a month;"
    with counted(1):
        again = queries.clause_at(lens("2020-12-01"), found.pid)
    assert again == found
    # The version came into force at six in the morning: the instant before, the label was another one's.
    assert queries.clause_at(lens(), "H8.2(a)", T17 - timedelta(seconds=1)).pid == found.pid
    assert queries.clause_at(lens(), found.pid, T17 - timedelta(seconds=1)).label == "H8.2(a)"
    reference = queries.clause_at(lens("2020-12-01"), "H8.2").provision.content
    assert render(reference, shown) == "Whoever needs more asks the Panel under Section H8.1(a)."


@pytest.mark.parametrize(
    ("what", "label"),
    [
        ("Planned Maintenance", "“Planned Maintenance”"),
        ('"Services"', "“Services”"),
        ("Section A “Services”", "“Services”"),
        ("Appendix AL 1.1", "1.1"),
        ("Appendix AL, paragraph 1.1", "1.1"),
        ("Section H", "Section H"),
        (" H8 ", "H8"),
    ],
)
def test_a_provision_goes_by_its_label_its_term_or_its_document(record, what, label):
    assert queries.clause_at(lens(), what).label == label


def test_a_label_of_several_documents_is_named_with_its_document():
    text = "# Other\n\n1 One\n\n1.1 Two.\n"
    small_code.imported(documents=[*documents(), {"name": "Appendix AM", "text": text}])
    no = refusal(queries.clause_at, lens(), "1.1")
    assert (no.code, no.facts["documents"]) == ("legaltext.several_clauses", "Appendix AL and Appendix AM")
    assert no.remedy == "Name the document too, such as “Appendix AL 1.1”."
    assert refusal(queries.history_of, lens(), "1.1").code == "legaltext.several_clauses"
    assert queries.clause_at(lens(), "Appendix AM 1.1").provision.content == ("Two.",)


def test_what_is_not_there_is_refused_with_when_it_was(record):
    no = refusal(queries.clause_at, lens(), "H8.4")
    assert (no.code, no.remedy) == ("legaltext.no_clause", "There was one from 25 June 2020 until 5 November 2020.")
    assert refusal(queries.clause_at, lens(), "H99.1").remedy.startswith("Check the label")
    assert refusal(queries.history_of, lens(), "H99.1").code == "legaltext.no_clause"
    assert refusal(queries.version_at, lens("2020-06-24")).code == "legaltext.nothing_in_force"
    assert refusal(queries.clause_at, lens("2020-06-24"), "H8.1").code == "legaltext.no_clause"
    no = refusal(queries.document_at, lens(), "Section HH")
    assert (no.code, no.remedy) == ("legaltext.no_document", "Did you mean Section H?")
    assert refusal(queries.version_named, lens(), "17").remedy.startswith("Did you mean 17.0?")


def test_the_history_of_a_provision_says_what_made_each_stretch(record):
    with counted(2):
        found = queries.history_of(lens(), "H8.1")
    assert [(one.label, one.version, one.causes) for one in found] == [("H8.2", "16.0", ()), ("H8.1", "17.0", ())]
    edited = queries.history_of(lens("2020-12-01"), "H8.3")
    assert [(one.label, one.version, one.causes) for one in edited] == [
        ("H8.4", "16.0", ()),
        ("H8.3", "17.0", (("MP106-2", "MP106"),)),
    ]
    assert [one.end for one in edited] == [T17, datetime(2021, 2, 25, tzinfo=UTC)]


def test_where_an_old_label_is_now_and_what_a_present_one_was(record):
    with counted(2):
        found = queries.find_label(lens(), "H8.2")
    assert [(one.now.label if one.now else None, [name for name, _ in one.names]) for one in found] == [
        ("H8.1", ["H8.2", "H8.1"]),
        ("H8.2", ["H8.3", "H8.2"]),
    ]
    gone = queries.find_label(lens(), "H8.4")
    assert [(one.now, [name for name, _ in one.names]) for one in gone] == [(None, ["H8.4", "H8.3"])]
    assert queries.find_label(lens(), "H77") == ()


def test_what_held_at_an_instant_is_the_version_in_force_then(record):
    every = queries.versions(lens())
    instants = [one.effective + step for one in every for step in (timedelta(), timedelta(days=3))]
    for instant in instants:
        version = queries.version_at(lens(), instant)
        code, found = queries.code_of(version), labels(queries.code_of(version))
        rows = Stretch.objects.filter(superseded_from__isnull=True, valid_from__lte=instant)
        held = {row.pid: (row.text_id, row.label) for row in rows if row.valid_to is None or row.valid_to > instant}
        assert held == {pid: (code.hash_of(pid), found[pid].full) for pid in code.provisions}
        for number in ("H8.1", "Section A", "Services"):
            one = queries.clause_at(lens(), number, instant)
            assert one.provision == code.provisions[one.pid]


def test_the_rows_are_those_that_the_rules_of_history_make(record):
    every = [history.Version(one.number, one.effective, queries.code_of(one), {}) for one in queries.versions(lens())]
    wanted = {
        (one.pid, one.first, one.end, one.label, one.hash, one.version)
        for several in history.stretches(every).values()
        for one in several
    }
    rows = Stretch.objects.filter(superseded_from__isnull=True).select_related("version")
    found = {(row.pid, row.valid_from, row.valid_to, row.label, row.text_id, row.version.number) for row in rows}
    assert found == wanted


def test_versions_documents_and_codes_are_few_queries(record):
    with counted(1):
        every = queries.versions(lens("2020-12-01"))
    assert [one.number for one in every] == ["16.0", "17.0", "18.0"]
    with counted(1):
        assert queries.version_at(lens("2020-12-01")).number == "17.0"
    with counted(1):
        assert queries.code_at(lens("2020-12-01")).root == every[1].root
    with counted(2):
        found = queries.document_at(lens("2020-12-01"), "section h")
    assert [node.label.own for node in found.text.nodes] == [
        "Section H", "H8", "H8.1", "(a)", "(b)", "(c)", "H8.2", "H8.3",
    ]  # fmt: skip
    assert found.line.revision == "10.0"
    assert queries.document_at(lens(), found.line.pid, "16.0").line.revision == "9.0"
    assert queries.newest(lens("2020-07-01")).number == "18.0"
    assert store.code(every[1].manifest) is queries.code_of(every[1])


@pytest.mark.inventory("F37")
def test_the_version_history_of_a_document_has_its_number_date_and_changes(record):
    with counted(4):
        found = queries.document_history(lens(), "Section H")
    assert [(one.revision, one.version.number, one.words) for one in found] == [
        ("9.0", "16.0", "Imported"),
        ("10.0", "17.0", "1 inserted, 1 deleted, 3 edited"),
        ("11.0", "18.0", "1 deleted"),
    ]
    assert found[1].version.effective == T17
    assert found[1].version.proposals == ("0092", "0106")
    assert found[2].changes[What.DELETED] == 1
    assert [one.version.number for one in queries.document_history(lens(), "Section A")] == ["16.0"]


@pytest.mark.inventory("F27")
def test_the_redline_between_versions(record):
    first, second, found = queries.compare_versions(lens(), "16.0", "17.0")
    assert (first.number, second.number) == ("16.0", "17.0")
    changed = [line for line in lines(found) if line.is_changed]
    assert [(line.old_full, line.new_full) for line in changed] == [
        ("H8.1", ""),
        ("H8.2(a)", "H8.1(a)"),
        ("H8.2(b)", "H8.1(b)"),
        ("", "H8.1(c)"),
        ("H8.4", "H8.3"),
        ("2.1", "2.1"),
    ]
    for code, version, said in ((found.old, first, rejected), (found.new, second, accepted)):
        shown = queries.shown_of(version)
        for line in lines(found):
            if line.pid in code.provisions:
                assert said(line) == render(code.provisions[line.pid].content, shown)


def test_what_comes_is_not_in_force_before(record):
    do("import_version", number="19.0", effective="2030-01-01", documents=documents())
    assert queries.version_at(lens()).number == "18.0"
    assert queries.newest(lens()).number == "19.0"
    assert queries.version_at(lens(), end_of_london_day(date(2030, 1, 1))).number == "19.0"


def test_conflicts_and_redlines_are_few_queries_however_many_wait(record):
    for number in range(200, 206):
        registered(f"MP{number}", since="2020-06-25")
        text = SECTION_H.replace("good practice", f"good practice {number}").replace(" two weeks", " ten days")
        do("draft_redline", proposal=f"MP{number}", base="16.0", documents=[{"name": "Section H", "text": text}])
    with counted(3):
        assert len(queries.redlines(lens())) == 6
    with counted(5):
        found = queries.conflicts(lens())
    assert {one.conflict.sort.value for one in found} >= {"C1", "C10"}
    assert all(one.resolution is None for one in found)
