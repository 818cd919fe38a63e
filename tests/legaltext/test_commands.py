"""The acts on the legal text: what each one records, warns of and refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from codeclerk.kernel import bus
from codeclerk.kernel.errors import Kind
from codeclerk.kernel.events import read_body
from codeclerk.kernel.models import Event
from codeclerk.legaltext import codec, queries
from codeclerk.legaltext.models import CodeVersion, DocumentTree, ProvisionText, RedlineFact
from codeclerk.legaltext.releasing import Origin, next_baseline, next_draft
from codeclerk.legaltext.rules.operations import Delete, Insert, Move, Place
from codeclerk.legaltext.rules.provisions import Kind as KindOfProvision
from codeclerk.legaltext.rules.provisions import LabelRule, Numbering, Provision, pid_for
from tests.legaltext import small_code
from tests.legaltext.small_code import APPENDIX_AL, SECTION_A, SECTION_H, documents, edit, imported
from tests.register.support import do, lens, refused, registered
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
record = loaded_once(small_code.load)
V17 = {"number": "17.0", "effective": "2020-11-05 06:00"}


def preview(act, /, **data):
    return bus.preview(act, data, actor="system:import")


def code():
    return queries.code_at(lens(), "16.0")


def pid(label, base=None):
    return queries.clause_at(lens(), label).pid


def draft(proposal, *operations, **more):
    return do("draft_redline", proposal=proposal, operations=codec.operations_json(operations), **more)


# --- importing ----------------------------------------------------------------------------


@pytest.mark.inventory("F32")
def test_a_version_is_imported_with_its_documents_and_their_own_numbers():
    answer = imported()
    assert (answer["version"], answer["documents"]) == ("16.0", 3)
    version, lines = queries.documents_at(lens())
    assert [(one.name, one.title, one.revision) for one in lines] == [
        ("Section A", "Definitions and Interpretation", "9.0"),
        ("Section H", "DCC Services", "9.0"),
        ("Appendix AL", "Transition", "5.0"),
    ]
    assert (version.effective, version.origin) == (datetime(2020, 6, 24, 23, tzinfo=UTC), Origin.IMPORT)
    assert version.root == answer["root"] == queries.code_of(version).root


def test_what_stays_is_kept_once_and_keeps_its_ids():
    imported()
    before = code()
    texts, trees = ProvisionText.objects.count(), DocumentTree.objects.count()
    changed = SECTION_H.replace("within two weeks", "within ten days")
    do("import_version", **V17, documents=documents(H=changed))
    after = queries.code_at(lens(), "17.0")
    assert after.provisions.keys() == before.provisions.keys()
    assert (ProvisionText.objects.count(), DocumentTree.objects.count()) == (texts + 1, trees + 1)
    version, lines = queries.documents_at(lens())
    assert (version.number, version.parent) == ("17.0", "16.0")
    assert [one.revision for one in lines] == ["9.0", "9.0", "5.0"]


@pytest.mark.inventory("F34")
@pytest.mark.parametrize(
    ("number", "effective", "letter", "name", "text"),
    [
        ("4.16", "2016-10-20", "Letter of October 2016", "Appendix AL", APPENDIX_AL.replace("2.1", "2.1 For this,")),
        ("4.17", "27 October 2016", "Letter of 26 October", "Appendix Z", "# Requirements\n\n1 List\n\n1.1 One.\n"),
        ("5.0", "2016-11-08 00:01", "Letter of November 2016", "Section A", SECTION_A.replace("heading", "title")),
    ],
)
def test_a_designation_names_its_letter_and_leaves_other_documents_as_they_are(number, effective, letter, name, text):
    imported("4.15", "2016-09-01")
    more = {"number": number, "effective": effective, "origin": "designation", "others_stay": True}
    more["documents"] = [{"name": name, "text": text}]
    no = refused("import_version", **more)
    assert (no.code, no.facts["field"]) == ("legaltext.no_letter", "letter")
    answer = do("import_version", **more, letter=letter, summary="As the letter says.")
    assert answer["changed_documents"] == [name]
    version = queries.version_named(lens(), number)
    assert (version.origin, version.letter, version.parent) == (Origin.DESIGNATION, letter, "4.15")
    assert version.origin.words == "Designated by the Secretary of State"
    assert queries.document_at(lens(), name).line.tree != ""


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"number": "16.0", "effective": "2021-01-01"}, "legaltext.version_taken", "number"),
        ({"effective": "on the day that the Panel says"}, "legaltext.undetermined_date", "effective"),
        ({"effective": ""}, "legaltext.undetermined_date", "effective"),
        ({"effective": "2020-06-25"}, "legaltext.not_after", "effective"),
        ({"documents": []}, "legaltext.no_documents", "documents"),
        ({"documents": [*documents(), documents()[0]]}, "legaltext.document_twice", "documents"),
        ({"documents": [{"name": "Chapter 1", "text": "# One"}]}, "kernel.bad_field", "documents.0.name"),
        ({"origin": "directive"}, "kernel.bad_field", "origin"),
        ({"origin": "Authority direction"}, "legaltext.no_letter", "letter"),
    ],
)
def test_what_is_no_version_is_refused(record, data, code, field):
    no = refused("import_version", **{**V17, "documents": documents()} | data)
    assert (no.code, no.facts["field"]) == (code, field)
    assert CodeVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("H8.3 Who", "H8.5 Who", "legaltext.not_the_numbering"),
        ("(b) to the night", "(d) to the night", "legaltext.not_the_numbering"),
        ("Section H8.2(a)", "Section H8.2(f)", "legaltext.dangling"),
        ("H8.4 The", "H9.4 The", "legaltext.not_under"),
        ("H8.4 The", "=H8.3 The", "legaltext.label_twice"),
        ("# DCC Services\n", "DCC Services\n", "legaltext.no_title"),
    ],
)
def test_a_text_that_is_not_in_the_codes_numbering_is_refused(old, new, code):
    no = refused("import_version", **V17, documents=documents(H=SECTION_H.replace(old, new)))
    assert no.code == code


def test_a_likely_pair_is_warned_of_and_not_guessed():
    imported()
    changed = SECTION_H.replace(
        "H8.4 The Panel answers within two weeks.", "H8.4 The Panel says within ten days why it says no."
    ).replace("H8.1 The DCC runs the Services by good practice.\n", "H8.1 Nothing.\n")
    plan = preview("import_version", **V17, documents=documents(H=changed))
    assert all("may be" in one for one in plan.warnings)


# --- drafting -----------------------------------------------------------------------------


@pytest.mark.inventory("F26")
def test_the_edited_text_of_documents_becomes_operations(record):
    found = queries.redline_of(lens(), "0092")
    assert (found.redline.proposal, found.version, found.revision) == ("MP092", "16.0", "0.1")
    assert found.redline.base == code().root
    assert [(type(one).__name__, one.id) for one in found.redline.operations] == [
        ("Edit", "MP092-1"),
        ("Edit", "MP092-2"),
        ("Insert", "MP092-3"),
        ("Edit", "MP092-4"),
    ]
    stored = RedlineFact.objects.get(proposal__key="0092")
    assert stored.result == found.result != found.redline.base


def test_a_draft_takes_the_place_of_the_one_before_and_the_past_stays():
    imported()
    registered("MP092", since="2020-06-25")
    text = [{"name": "Section H", "text": SECTION_H.replace("two weeks", "ten days")}]
    do("draft_redline", _from="2020-07-01", proposal="MP092", documents=text)
    text = [{"name": "Section H", "text": SECTION_H.replace("two weeks", "three weeks")}]
    do("draft_redline", _from="2020-08-01", proposal="MP092", documents=text, note="After the Working Group")
    assert [queries.redline_of(lens(day), "0092").revision for day in ("2020-07-05", "2020-08-05")] == ["0.1", "0.2"]
    assert queries.redlines(lens("2020-06-27")) == ()


@pytest.mark.inventory("F38", "F39", "F40")
@pytest.mark.inventory("F24", partial="the annex is a page and JSON; as Word and PDF files it comes later")
def test_drafts_have_decimals_baselines_whole_numbers_and_others_are_as_they_are_said(record):
    text = [{"name": "Section H", "text": SECTION_H.replace("two weeks", "ten days")}]
    for revision, expected in (("", "0.2"), ("0.25", "0.25"), ("", "0.26")):
        assert do("draft_redline", proposal="MP092", documents=text, revision=revision)["revision"] == expected
    assert do("baseline_redline", proposal="MP092", agreed_by="SEC Panel")["revision"] == "1.0"
    found = queries.redline_of(lens(), "0092")
    assert (found.revision, found.is_baselined, found.version) == ("1.0", True, "16.0")
    assert found.note == "Agreed by SEC Panel"
    assert do("draft_redline", proposal="MP092", documents=text)["revision"] == "1.1"
    assert not queries.redline_of(lens(), "0092").is_baselined
    assert do("baseline_redline", proposal="MP092")["revision"] == "2.0"
    do("draft_redline", proposal="MP092", documents=text, revision="final")
    assert refused("draft_redline", proposal="MP092", documents=text).code == "legaltext.no_next_number"
    assert refused("baseline_redline", proposal="MP092").code == "legaltext.no_next_number"
    assert (next_draft(""), next_draft("3"), next_baseline(""), next_baseline("0.4")) == ("0.1", "3.1", "1.0", "1.0")


def test_a_redline_is_withdrawn_and_its_past_stays(record):
    no = refused("withdraw_redline", proposal="MP099", reason="x")
    assert no.code == "register.unknown_proposal"
    do("withdraw_redline", proposal="MP106", reason="No text is needed.")
    assert [one.key for one in queries.redlines(lens())] == ["0092"]
    no = refused("withdraw_redline", proposal="MP106", reason="x")
    assert (no.code, no.kind) == ("legaltext.no_redline", Kind.NOT_FOUND)
    assert refused("consolidate", **V17, proposals=["MP106"]).code == "legaltext.no_redline"
    text = [{"name": "Section H", "text": SECTION_H.replace("two weeks", "ten days")}]
    assert do("draft_redline", proposal="MP106", documents=text)["revision"] == "0.2"


@pytest.mark.inventory("F28")
def test_a_clause_is_inserted_with_a_suffix_and_what_follows_is_not_drafted():
    imported()
    registered("MP092", since="2020-06-25")
    new = pid_for("new")
    clause = Provision(new, KindOfProvision.CLAUSE, LabelRule(Numbering.POINT, is_suffixed=True), ("It answers fast.",))
    place = Place(pid("H8"), pid("H8.4"))
    draft("MP092", Insert(id="MP092-1", target=new, provision=clause, place=place))
    do("consolidate", **V17, proposals=["MP092"])
    assert queries.clause_at(lens(), "H8.4A").provision == clause
    registered("MP093", since="2020-06-25")
    gone = pid("H8.1")
    draft("MP093", Delete(id="MP093-1", target=gone, base=queries.code_at(lens()).tree_hashes[gone]))
    do("consolidate", number="18.0", effective="2021-02-25", proposals=["MP093"])
    _, _, found = queries.compare_versions(lens(), "17.0", "18.0")
    assert [(one.pid, one.what.value) for one in found.changes] == [(gone, "deleted")]
    assert ("H8.4A", "H8.3A") in {(one.old, one.new) for one in found.consequential}
    assert ("H8.2(a)", "H8.1(a)") in {(one.old, one.new) for one in found.consequential}


def no_operations():
    return {}


def both():
    return {"documents": documents(), "operations": [{}]}


def same_text():
    return {"documents": documents()}


def bad_operation():
    return {"operations": [{"op": "edit", "id": "MP106-1"}]}


def stale():
    one = edit(code(), pid("H8.4"), "It answers.", "MP106-1")
    return {"operations": [codec.operation_json(one) | {"base": "0" * 64}]}


def no_target():
    one = edit(code(), pid("H8.4"), "It answers.", "MP106-1")
    return {"operations": [codec.operation_json(one) | {"target": "nowhere"}]}


def cycle():
    a, b, base = pid("H8.2"), pid("H8.2(a)"), code()
    return {"operations": codec.operations_json([Move(id="m", target=a, base=base.hash_of(a), place=Place(b))])}


def of_another():
    one = edit(code(), pid("H8.4"), "It answers.", "MP092-1")
    return {"operations": [codec.operation_json(one)]}


def used_id():
    clause = Provision(pid("H8.4"), KindOfProvision.NOTE, content=("Note",))
    one = Insert(id="x", target=clause.pid, provision=clause, place=Place(pid("H8"), pid("H8.4")))
    return {"operations": [codec.operation_json(one)]}


def no_id():
    clause = Provision("new", KindOfProvision.NOTE, content=("Note",))
    one = Insert(id="x", target="new", provision=clause, place=Place(pid("H8"), pid("H8.4")))
    return {"operations": [codec.operation_json(one)]}


def surrogate():
    return {"operations": [{"op": "edit", "note": "\ud800"}]}


def nothing_written():
    return {"operations": [{"op": "edit", "note": "\0"}]}


def own():
    return {"documents": documents(H=SECTION_H.replace("two weeks", "x")), "alternative_to": "MP106"}


def no_version():
    return {"documents": documents(), "base": "16.1"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (no_operations, "legaltext.operations_or_text"),
        (both, "legaltext.operations_or_text"),
        (same_text, "legaltext.nothing_amended"),
        (bad_operation, "legaltext.bad_operation"),
        (stale, "legaltext.stale_base"),
        (no_target, "legaltext.no_target"),
        (cycle, "legaltext.cycle"),
        (of_another, "legaltext.operation_taken"),
        (used_id, "legaltext.new_id"),
        (no_id, "legaltext.new_id"),
        (surrogate, "kernel.bad_field"),
        (nothing_written, "kernel.bad_field"),
        (own, "legaltext.own_alternative"),
        (no_version, "legaltext.no_version"),
    ],
)
def test_what_is_no_redline_is_refused(record, data, code):
    assert refused("draft_redline", proposal="MP106", **data()).code == code


def test_what_a_draft_lacks_is_a_warning(record):
    gone = pid("H8.2(a)")
    one = Delete(id="MP106-1", target=gone, base=code().tree_hashes[gone])
    plan = preview("draft_redline", proposal="MP106", operations=[codec.operation_json(one)])
    assert "Section H H8.3: it refers to a provision that is not there." in plan.warnings


@pytest.mark.inventory("F29")
def test_a_term_that_two_documents_define_is_amended_in_both_or_told():
    twice = APPENDIX_AL.replace("2 Reports", '1.2 "Planned Maintenance" means such work in migration.\n\n2 Reports')
    imported(documents=documents(AL=twice))
    registered("MP092", since="2020-06-25")
    one = {"name": "Section A", "text": SECTION_A.replace("stops a Service", "may stop a Service")}
    other = {"name": "Appendix AL", "text": twice.replace("such work", "any work")}
    plan = preview("draft_redline", proposal="MP092", documents=[one])
    assert [warning for warning in plan.warnings if "Planned Maintenance" in warning]
    plan = preview("draft_redline", proposal="MP092", documents=[one, other])
    assert not [warning for warning in plan.warnings if "Planned Maintenance" in warning]


@pytest.mark.inventory("F25")
def test_a_redline_is_told_when_the_text_that_it_amends_has_moved_on(record):
    changed = documents(H=SECTION_H.replace("within two weeks", "within nine days"))
    do("import_version", **V17, documents=changed)
    found = {one.conflict.key: one.conflict.proposals for one in queries.conflicts(lens())}
    assert found == {"C10:MP106-2": ("MP106",)}
    assert refused("consolidate", number="18.0", effective="2021-01-01", proposals=["MP106"]).code == (
        "legaltext.open_conflict"
    )
    assert do("consolidate", number="18.0", effective="2021-01-01", proposals=["MP092"])["version"] == "18.0"


def test_a_clause_that_the_solution_names_and_nobody_touched_is_told(record):
    do("set_solution", proposal="MP092", text="Amend H8.2(b), H8.3 and H8.9, and J1.2(b) later.", number=1)
    found = queries.draft_notes(lens(), queries.redline_of(lens(), "0092"))
    assert [(one.finding.value, one.label) for one in found if one.finding.value.startswith("not_")] == [
        ("not_touched", "H8.3"),
        ("not_there", "H8.9"),
    ]


# --- conflicts and consolidation ------------------------------------------------------------


def clashing():
    """MP106 edits the words that MP092 edits."""
    draft("MP106", edit(code(), pid("H8.2(a)"), "to nine hours in a month; and", "MP106-1"))
    return [one.conflict.key for one in queries.conflicts(lens()) if one.conflict.sort.is_blocking]


def test_an_open_conflict_stops_a_release_until_it_is_settled(record):
    keys = clashing()
    assert keys
    no = refused("consolidate", **V17, proposals=["MP092", "MP106"])
    assert (no.code, no.kind) == ("legaltext.open_conflict", Kind.CONFLICT)
    settle = {"settles": keys, "drops": ["MP106-1"], "approver": "SEC Panel", "reason": "MP092 came first."}
    assert do("resolve_conflict", **settle) == {"resolution": "R1"}
    assert {one.resolution.id for one in queries.conflicts(lens())} == {"R1"}
    assert refused("resolve_conflict", **settle).code == "legaltext.no_conflict"
    # It is not applied where only one of the two is released.
    alone = preview("consolidate", **V17, proposals=["MP106"])
    assert alone.answer["certificate"]["resolutions"] == []
    done = do("consolidate", **V17, proposals=["MP092", "MP106"])
    assert done["certificate"]["resolutions"] == ["R1"]
    assert done["certificate"]["proposals"][1] == {"proposal": "MP106", "operations": 0}
    assert queries.check_version(lens(), "17.0").is_sound


def test_what_is_drafted_anew_is_in_conflict_again(record):
    keys = clashing()
    do("resolve_conflict", settles=keys, drops=["MP106-1"], approver="SEC Panel", reason="So it was agreed.")
    draft("MP106", edit(code(), pid("H8.2(a)"), "to ten hours in a month; and", "MP106-1"))
    assert {one.resolution for one in queries.conflicts(lens())} == {None}
    assert refused("consolidate", **V17, proposals=["MP092", "MP106"]).code == "legaltext.open_conflict"


def test_a_resolution_drops_what_is_in_its_conflict(record):
    keys = clashing()
    no = refused("resolve_conflict", settles=keys, drops=["MP092-4"], approver="x", reason="x")
    assert (no.code, no.facts["field"]) == ("legaltext.not_in_conflict", "drops")
    no = refused("resolve_conflict", settles=["C1:a:b"], approver="x", reason="x")
    assert no.remedy.startswith("Open ones are C2:MP092-1:MP106-1")


def test_alternatives_exclude_each_other(record):
    operation = edit(code(), pid("H8.2(a)"), "to nine hours in a month; and", "MP106-1")
    draft("MP106", operation, alternative_to="MP092")
    assert queries.conflicts(lens()) == ()
    no = refused("consolidate", **V17, proposals=["MP092", "MP106"])
    assert (no.code, no.kind) == ("legaltext.alternatives", Kind.CONFLICT)
    assert do("baseline_redline", proposal="MP106")["revision"] == "1.0"
    assert queries.redline_of(lens(), "0106").redline.alternative_to == "MP092"
    assert do("consolidate", **V17, proposals=["MP106"], origin="alternative")["version"] == "17.0"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"effective": ""}, "legaltext.undetermined_date"),
        ({"effective": "upon designation"}, "legaltext.undetermined_date"),
        ({"effective": "2019-01-01"}, "legaltext.not_after"),
        ({"number": "16.0"}, "legaltext.version_taken"),
        ({"proposals": []}, "legaltext.nothing_to_consolidate"),
        ({"proposals": ["MP999"]}, "register.unknown_proposal"),
        ({"redlines": [{"proposal": "X"}]}, "legaltext.bad_operation"),
        ({"origin": "authority_direction"}, "legaltext.no_letter"),
    ],
)
def test_what_is_no_release_is_refused(record, data, code):
    assert refused("consolidate", **{**V17, "proposals": ["MP092"]} | data).code == code


def test_a_reference_to_what_is_deleted_stops_a_release(record):
    gone = pid("H8.2(a)")
    draft("MP106", Delete(id="MP106-1", target=gone, base=code().tree_hashes[gone]))
    no = refused("consolidate", **V17, proposals=["MP106"])
    assert (no.code, no.object) == ("legaltext.unsound", "Section H H8.3")


def test_a_label_twice_stops_a_release(record):
    new = pid_for("twice")
    clause = Provision(new, KindOfProvision.CLAUSE, LabelRule(Numbering.POINT, fixed="2"), ("It is there twice.",))
    draft("MP106", Insert(id="MP106-1", target=new, provision=clause, place=Place(pid("H8"), pid("H8.4"))))
    no = refused("consolidate", **V17, proposals=["MP106"])
    assert (no.code, no.facts["what"]) == ("legaltext.unsound", "its label is there twice")


def test_nothing_is_drafted_or_released_before_a_version_is_imported():
    registered("MP092", since="2020-06-25")
    assert refused("draft_redline", proposal="MP092", documents=documents()).code == "legaltext.nothing_in_force"
    assert refused("consolidate", **V17, proposals=["MP092"]).code == "legaltext.nothing_in_force"


def test_a_preview_proves_and_records_nothing(record):
    plan = preview("consolidate", **V17, proposals=["MP092", "MP106"])
    assert plan.answer["certificate"]["base"] == code().root
    assert CodeVersion.objects.count() == 1
    version, made = queries.would_be(lens(), ["0092", "0106"])
    assert (version.number, made.result.root) == ("16.0", plan.answer["root"])


def test_redlines_wait_no_more_once_they_are_carried_out(record):
    do("consolidate", **V17, proposals=["MP092"])
    assert [one.key for one in queries.redlines(lens())] == ["0106"]
    assert refused("consolidate", number="18.0", effective="2021-02-25", proposals=["MP092"]).code == (
        "legaltext.no_redline"
    )
    file = codec.redline_json(queries.redline_of(lens(), "0106").redline)
    plan = preview("consolidate", number="18.0", effective="2021-02-25", redlines=[file])
    assert plan.events[0].body.proposals == ("0106",)
    # What waits was drafted on the version before, and still fits where nothing it is about has changed.
    assert queries.redline_of(lens(), "0106").version == "16.0"


# --- dates --------------------------------------------------------------------------------


def test_a_corrected_date_supersedes_and_the_past_stays_as_it_was_known():
    do("import_version", _known="2020-07-01", number="16.0", effective="2020-06-25", documents=documents())
    changed = documents(H=SECTION_H.replace("two weeks", "ten days"))
    do("import_version", _known="2020-12-01", number="17.0", effective="2020-11-05", documents=changed)
    do("correct_version_date", _known="2021-01-15", number="17.0", effective="2020-11-26", reason="Misread.")
    for day, known, expected in (
        ("2020-11-10", "2020-12-15", "ten days"),
        ("2020-11-10", "2021-01-16", "two weeks"),
        ("2020-11-26", "2021-01-16", "ten days"),
        ("2020-11-26", "2020-07-02", "two weeks"),
    ):
        found = queries.clause_at(lens(day, known), "H8.4")
        assert expected in found.provision.content[0], (day, known)
    found = queries.version_named(lens(), "17.0")
    assert (found.effective, found.corrected) == (datetime(2020, 11, 26, tzinfo=UTC), "Misread.")
    assert queries.check_version(lens(), "17.0").is_sound


@pytest.mark.parametrize(
    ("number", "effective", "code"),
    [
        ("17.0", "2020-11-05 06:00", "legaltext.same_date"),
        ("17.0", "2020-06-25", "legaltext.not_after"),
        ("16.0", "2020-11-05 06:00", "legaltext.not_after"),
        ("17.0", "some day", "legaltext.undetermined_date"),
        ("17.1", "2021-01-01", "legaltext.no_version"),
    ],
)
def test_a_correction_keeps_the_order(record, number, effective, code):
    do("consolidate", **V17, proposals=["MP092"])
    no = refused("correct_version_date", number=number, effective=effective, reason="x")
    assert no.code == code
    if code == "legaltext.no_version":
        assert no.remedy.startswith("Did you mean 17.0?")


@pytest.mark.inventory("F35")
def test_a_part_is_in_force_in_some_regions_first(record):
    start = {"what": "Section H", "is_in_force": True}
    do("record_commencement", _from="2020-06-25", what="Section H", is_in_force=False, note="Until it is live")
    do("record_commencement", _from="2020-11-08", regions=["Central", "South"], **start)
    do("record_commencement", _from="2020-12-15", regions=["North"], **start)
    clause = queries.clause_at(lens("2020-11-10"), "H8.4")
    assert queries.in_force_in(lens("2020-11-01"), clause) == {"": False}
    assert queries.in_force_in(lens("2020-11-10"), clause) == {"": False, "Central": True, "South": True}
    assert queries.in_force_in(lens("2020-12-20"), clause)["North"] is True
    do("record_commencement", _from="2020-11-09", what="H8.4", regions=["South"], is_in_force=False)
    assert queries.in_force_in(lens("2020-11-10"), clause)["South"] is False
    assert refused("record_commencement", what="H9.9").code == "legaltext.no_clause"


# --- who, and the log ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "data", "capability"),
    [
        ("import_version", {**V17, "documents": documents()}, "legaltext.publish"),
        ("draft_redline", {"proposal": "MP092", "documents": documents()}, "legaltext.draft"),
        ("resolve_conflict", {"settles": ["x"], "approver": "x", "reason": "x"}, "legaltext.resolve"),
    ],
)
def test_only_those_who_may_change_it(act, data, capability):
    no = refused(act, _by="person:nobody", **data)
    assert (no.code, no.facts["capability"]) == ("kernel.not_allowed", capability)


def test_every_event_says_itself_in_words(record):
    keys = clashing()
    do("resolve_conflict", settles=keys[:1], approver="SEC Panel", reason="So it was agreed.")
    do("withdraw_redline", proposal="MP106", reason="Not needed.")
    do("baseline_redline", proposal="MP092")
    do("consolidate", **V17, proposals=["MP092"])
    do("correct_version_date", number="17.0", effective="2020-11-06", reason="Misread.")
    do("record_commencement", what="Section H", regions=["North"], is_in_force=False)
    rows = Event.objects.filter(type__startswith="legaltext.").order_by("pk")
    said = [read_body(row.type, row.version, row.body_json(), None).in_words() for row in rows]
    assert said == [
        "Version 16.0 of the code holds from 25 June 2020 (imported).",
        "Draft legal text 0.1 on version 16.0: 4 amendments.",
        "Draft legal text 0.1 on version 16.0: 2 amendments.",
        "Draft legal text 0.2 on version 16.0: 1 amendment.",
        f"SEC Panel settles {keys[0]}: So it was agreed.",
        "The legal text 0.2 is withdrawn: Not needed.",
        "Baselined legal text 1.0 on version 16.0: 4 amendments.",
        "Version 17.0 of the code holds from 5 November 2020 (modifications).",
        "Version 17.0 of the code holds from 6 November 2020: Misread.",
        "Section H is not in force in the region North.",
    ]


def of_a_gone_clause(base, gone, place):
    new = pid_for("after")
    note = Provision(new, KindOfProvision.NOTE, content=("A note.",))
    return {
        "edit": edit(base, gone, "Another.", "MP107-1"),
        "delete": Delete(id="MP107-1", target=gone, base=base.tree_hashes[gone]),
        "move": Move(id="MP107-1", target=gone, base=base.hash_of(gone), place=Place(place)),
        "insert": Insert(id="MP107-1", target=new, provision=note, place=Place(base.parents[gone], gone)),
    }


@pytest.mark.parametrize("what", ["edit", "delete", "move", "insert"])
def test_amendments_of_what_is_gone_meanwhile_are_told_and_not_carried_out(record, what):
    registered("MP107", since="2020-06-25")
    draft("MP107", of_a_gone_clause(code(), pid("H8.1"), pid("A2"))[what])
    do("consolidate", **V17, proposals=["MP106"])
    found = [one.conflict.sort.value for one in queries.conflicts(lens()) if "MP107" in one.conflict.proposals]
    no = refused("consolidate", number="18.0", effective="2021-02-25", proposals=["MP107"])
    assert (found, no.code) == (["C10"], "legaltext.open_conflict")
    assert queries.draft_notes(lens(), queries.redline_of(lens(), "0107")) is not None
