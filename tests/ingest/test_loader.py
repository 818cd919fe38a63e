"""Carrying out a load: once, in order, up to the first refusal; and the command line that does it."""

from __future__ import annotations

import json

import pytest

from codeclerk.ingest import loader
from codeclerk.kernel.models import Event, Receipt
from codeclerk.kernel.verify import verify
from codeclerk.register import queries
from codeclerk.register.models import PathFact
from codeclerk.sources.models import ClaimRecord, Document
from tests.ingest.support import folder, only

RAISED = "entries:\n  - {act: register_proposal, at: 12, effective: 2021-03-01, data: {number: MP092, title: One}}\n"
PATH = "  - {act: set_path, at: 13, effective: 2021-03-02, data: {proposal: MP092, path: Self-Governance}}\n"
WRONG = "  - {act: set_path, at: 14, data: {proposal: M092, path: Self-Governance}}\n"
LATER = "  - {act: set_path, at: 15, effective: 2021-03-04, data: {proposal: MP092}}\n"


@pytest.mark.django_db
class TestLoad:
    def test_entries_are_recorded_with_their_day_source_and_publication(self, tmp_path):
        made = loader.load(folder(tmp_path, one=RAISED + PATH))
        assert (made.folder, made.papers, made.done, made.known, made.commands) == ("small", 1, 3, 0, 3)
        assert str(made) == "small: 1 papers, 3 entries loaded."
        event = Event.objects.get(type="register.path_set")
        assert (event.actor, event.source_document, event.source_locator) == ("system:import", "1" * 64, "SMALL:13")
        assert (event.effective.isoformat(), event.known_from.isoformat()) == (
            "2021-03-02",
            "2021-03-05T00:00:00+00:00",
        )

    def test_papers_are_registered_and_not_held(self, tmp_path):
        loader.load(folder(tmp_path))
        document = Document.objects.get()
        assert (document.sha256, hasattr(document, "file")) == ("1" * 64, False)

    def test_loading_again_does_nothing(self, tmp_path):
        made = folder(tmp_path, one=RAISED + PATH)
        loader.load(made)
        events, receipts = Event.objects.count(), Receipt.objects.count()
        again = loader.load(made)
        assert (again.done, again.known) == (0, 3)
        assert str(again) == "small: everything was there: 1 papers, 3 entries."
        assert (Event.objects.count(), Receipt.objects.count()) == (events, receipts)

    def test_what_was_added_since_is_loaded_alone(self, tmp_path):
        loader.load(folder(tmp_path, one=RAISED + PATH))
        again = loader.load(folder(tmp_path, one=RAISED + LATER + PATH))
        assert (again.done, again.known) == (1, 3)
        assert str(again) == "small: 1 papers, 1 entries loaded, 3 were there."

    def test_a_refusal_names_file_line_act_and_remedy(self, tmp_path):
        refusal = only(loader.load, folder(tmp_path, one=RAISED + WRONG + PATH))
        assert (refusal.code, refusal.object) == ("ingest.entry_refused", "small/one.yaml line 4")
        assert (refusal.facts["act"], refusal.facts["code"]) == ("set_path", "register.unknown_proposal")
        assert "M092: no such proposal" in refusal.problem
        assert refusal.remedy.startswith("Did you mean MP092? Then load again")

    def test_a_refusal_stops_there_and_the_rest_goes_on_when_it_is_mended(self, tmp_path):
        only(loader.load, folder(tmp_path, one=RAISED + WRONG + PATH))
        assert Event.objects.filter(type="register.proposal_registered").count() == 1
        assert PathFact.objects.count() == 0
        assert verify().is_sound
        again = loader.load(folder(tmp_path, one=RAISED + WRONG.replace("M092", "MP092") + PATH))
        assert (again.done, again.known) == (2, 2)

    def test_what_cannot_be_read_is_refused_before_anything_is_recorded(self, tmp_path):
        before = Event.objects.count()
        only(loader.load, folder(tmp_path, one=RAISED, two="entries:\n  - {act: nothing, at: 1, data: {}}\n"))
        assert Event.objects.count() == before

    def test_a_claim_that_is_refused_is_named_at_its_line(self, tmp_path):
        claims = "claims:\n  - {at: 1, of: proposal:MP092, says: title, value: x}\n"
        claims += "  - {at: 2, of: proposal:MP092, says: title, value: y, stated: inferred}\n"
        refusal = only(loader.load, folder(tmp_path, one=claims))
        assert (refusal.facts["line"], refusal.facts["code"]) == (4, "sources.no_reasoning")
        assert ClaimRecord.objects.count() == 0

    def test_a_claim_that_was_added_since_is_recorded_alone(self, tmp_path):
        claim = "claims:\n  - {at: 1, of: proposal:MP092, says: title, value: x}\n"
        loader.load(folder(tmp_path, one=claim))
        loader.load(folder(tmp_path, one=claim + "  - {at: 2, of: proposal:MP092, says: title, value: y}\n"))
        assert ClaimRecord.objects.count() == 2

    def test_warnings_of_acts_name_the_line(self, tmp_path):
        early = "  - {act: set_path, at: 13, effective: 2021-02-01, data: {proposal: MP092}}\n"
        (warning,) = loader.load(folder(tmp_path, one=RAISED + early)).warnings
        assert warning.startswith("small/one.yaml line 4: The register has MP092 from 1 March 2021 on")

    def test_progress_is_told_file_by_file(self, tmp_path):
        told = []
        made = folder(tmp_path, one=RAISED, two="entries:\n" + PATH)
        loader.load(made, lambda *said: told.append(said))
        loader.load(made, lambda *said: told.append(said))
        assert told == [
            ("papers.yaml", 1, 1),
            ("one.yaml", 1, 1),
            ("two.yaml", 1, 1),
            ("papers.yaml", 0, 1),
            ("one.yaml", 0, 1),
            ("two.yaml", 0, 1),
        ]

    def test_a_check_says_what_would_happen_and_records_nothing(self, tmp_path):
        before = Event.objects.count()
        made = loader.check(folder(tmp_path, one=RAISED + PATH))
        assert (made.done, Event.objects.count()) == (3, before)

    def test_a_check_meets_the_refusals_of_guards(self, tmp_path):
        before = Event.objects.count()
        assert only(loader.check, folder(tmp_path, one=RAISED + WRONG)).facts["line"] == 4
        assert Event.objects.count() == before


def test_the_example_is_loaded_once(example):
    again = loader.load()
    assert (again.folder, again.papers, again.done) == ("example", 5, 0)
    assert again.known == Receipt.objects.filter(actor=loader.ACTOR).count()


class TestCommandLine:
    def test_it_loads_and_says_so(self, fresh_database, tmp_path):
        made = folder(tmp_path, one=RAISED + PATH)
        done = fresh_database.codeclerk("load", str(made))
        assert (done.returncode, done.stdout) == (0, "small: 1 papers, 3 entries loaded.\n")
        assert "one.yaml: 2 of 2 entries" in done.stderr
        again = fresh_database.codeclerk("load", str(made), "--quiet", "--format", "json")
        assert json.loads(again.stdout) == {
            "folder": "small",
            "papers": 1,
            "loaded": 0,
            "known": 3,
            "warnings": [],
            "recorded": True,
        }
        assert again.stderr == ""

    def test_a_check_records_nothing(self, fresh_database, tmp_path):
        done = fresh_database.codeclerk("load", str(folder(tmp_path, one=RAISED)), "--check")
        assert done.stdout == "small: 1 papers, 2 entries loaded. Nothing was recorded.\n"
        assert Receipt.objects.filter(actor=loader.ACTOR).count() == 0

    def test_a_refusal_is_exit_code_2_with_the_sentence(self, fresh_database, tmp_path):
        done = fresh_database.codeclerk("load", str(folder(tmp_path, one=RAISED + WRONG)))
        assert done.returncode == 2
        assert "small/one.yaml line 4: set_path was refused: M092: no such proposal. Did you mean MP092?" in done.stderr

    def test_without_a_path_it_is_the_example(self, example_database):
        done = example_database.codeclerk("load")
        assert done.returncode == 0
        assert done.stdout.startswith("example: everything was there: 5 papers, ")

    def test_a_load_that_was_interrupted_goes_on(self, fresh_database, tmp_path, monkeypatch):
        made = folder(tmp_path, one=RAISED + PATH + LATER)
        carry_out, sent = loader._carry_out, []

        def interrupted(step, label):
            if len(sent) == 2:
                raise KeyboardInterrupt
            sent.append(step)
            return carry_out(step, label)

        monkeypatch.setattr(loader, "_carry_out", interrupted)
        with pytest.raises(KeyboardInterrupt):
            loader.load(made)
        monkeypatch.undo()
        assert (loader.load(made).done, loader.load(made).known) == (2, 4)
        from codeclerk.kernel import clock
        from codeclerk.kernel.lens import PUBLIC, Lens

        assert queries.proposal(Lens(PUBLIC, clock.today(), clock.now()), "MP092").line.path == ""
