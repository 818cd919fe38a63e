"""Issuing papers: kept bytes, versions, guards, classification, full disk, the log."""

import errno
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from codeclerk.kernel import bus, clock, seal, vault
from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import PUBLIC, Classification, Lens, Viewer
from codeclerk.kernel.models import Event
from codeclerk.kernel.verify import verify
from codeclerk.papers import queries, registry
from codeclerk.papers.codec import from_json
from codeclerk.papers.events import PaperIssued
from codeclerk.papers.model import SCHEMA, Status
from codeclerk.papers.models import IssuedFile, IssuedPaper
from tests.papers import conftest, sample

CLERK = "person:clerk"
FAR = datetime(2100, 1, 1, tzinfo=UTC)
READER = Lens(PUBLIC, date(2021, 3, 31), FAR)
MEMBER = Lens(Viewer("person:member", frozenset(Classification) - {Classification.RED}), date(2021, 3, 31), FAR)
ASKED = {"kind": conftest.KIND, "period": "2021-03", "reference": "SECP_90_1203_18", "as_at": date(2021, 3, 5)}

pytestmark = [pytest.mark.record(load=conftest.sealed_people), pytest.mark.usefixtures("fresh_database", "sample_kind")]


def issue(actor=CLERK, act="issue_paper", **changes):
    return bus.execute(act, ASKED | changes, actor=actor)


def refused(**changes):
    with pytest.raises(Refused) as caught:
        issue(**changes)
    return caught.value.first


def test_an_issued_paper_keeps_its_files_its_value_and_a_checkpoint():
    answer = issue().answer
    one = queries.paper(READER, "SECP_90_1203_18")
    assert (one.version, one.title, one.schema) == (1, "Sample Status Report – March 2021", SCHEMA)
    assert {file.name: file.sha256 for file in one.files} == answer["files"]
    assert list(answer["files"])[:4] == ["paper.pdf", "paper.docx", "paper.html", "paper.json"]
    assert "tables/open.csv" in answer["files"]
    value = from_json(queries.content(READER, "SECP_90_1203_18", None, "paper.json")[1])
    assert value.front.status is Status.ISSUED
    assert value.front.checkpoint == one.checkpoint
    assert value.front.known_at == datetime(2021, 3, 5, 23, 59, 59, 999999, tzinfo=UTC)
    assert verify(one.checkpoint).is_sound


def test_it_is_not_made_again(monkeypatch):
    issue()
    before = queries.content(READER, "SECP_90_1203_18", 1, "paper.pdf")[1]
    registry.forget(conftest.KIND)
    assert queries.content(READER, "SECP_90_1203_18", 1, "paper.pdf")[1] == before
    assert before.startswith(b"%PDF-")


def test_a_reference_is_issued_once():
    issue()
    reason = refused()
    assert reason.code == "papers.reference_taken"
    assert refused(period="2021-04").code == "papers.reference_taken"
    assert IssuedPaper.objects.count() == 1


def test_it_is_issued_again_as_a_new_version_and_the_old_one_stays():
    first = issue().answer
    again = issue(act="reissue_paper", reason="A date was wrong.", as_at=date(2021, 3, 6)).answer
    assert (first["version"], again["version"]) == (1, 2)
    newest = queries.paper(READER, "SECP_90_1203_18")
    assert (newest.version, newest.as_at, newest.reason) == (2, date(2021, 3, 6), "A date was wrong.")
    old = queries.paper(READER, "SECP_90_1203_18", 1)
    assert old.is_superseded
    assert {file.name: file.sha256 for file in old.files} == first["files"]
    assert [one.version for one in queries.versions(READER, "SECP_90_1203_18")] == [2, 1]
    assert [one.version for one in queries.issued(READER)] == [2]
    value = from_json(queries.content(READER, "SECP_90_1203_18", 2, "paper.json")[1])
    assert value.front.version == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"act": "reissue_paper", "reason": "no reason"}, "papers.not_issued"),
        ({"kind": "sample-repor"}, "papers.unknown_kind"),
        ({"as_at": date(2999, 1, 1)}, "papers.ahead"),
        ({"known_at": FAR}, "papers.ahead"),
        ({"reference": "../../etc"}, "kernel.bad_field"),
        ({"period": "2021-13"}, "kernel.bad_field"),
        ({"actor": "person:member"}, "kernel.not_allowed"),
        ({"actor": "public"}, "kernel.not_allowed"),
    ],
)
def test_what_cannot_be_issued_is_refused(changes, code):
    assert refused(**changes).code == code
    assert not IssuedPaper.objects.exists()
    assert not list(vault.digests())


def test_a_version_keeps_its_kind_and_period():
    issue()
    assert refused(act="reissue_paper", reason="another month", period="2021-04").code == "papers.other_kind"


def test_a_preview_writes_nothing():
    plan = bus.preview("issue_paper", ASKED, actor=CLERK)
    [planned] = plan.events
    assert "is issued under SECP_90_1203_18" in planned.body.in_words()
    assert not list(vault.digests())
    assert not Event.objects.filter(type=PaperIssued.TYPE).exists()


def test_a_paper_is_open_to_those_who_may_see_its_classification():
    issue(classification=Classification.AMBER)
    assert queries.issued(READER) == []
    assert queries.versions(READER, "SECP_90_1203_18") == []
    for wanted in (None, 1):
        with pytest.raises(Refused) as caught:
            queries.paper(READER, "SECP_90_1203_18", wanted)
        assert caught.value.first.code == "papers.not_open"
    with pytest.raises(Refused):
        queries.content(READER, "SECP_90_1203_18", 1, "paper.json")
    assert queries.paper(MEMBER, "SECP_90_1203_18").classification is Classification.AMBER


def test_what_was_issued_later_is_not_known_earlier():
    issue()
    early = Lens(PUBLIC, date(2021, 3, 31), datetime(2021, 3, 31, tzinfo=UTC))
    assert queries.issued(early) == []


def test_the_builder_looks_with_the_eyes_of_the_audience(monkeypatch):
    seen = []

    def spying(lens, params):
        seen.append(lens.viewer.may_see)
        made = conftest.build(lens, params)
        return replace(made, front=replace(made.front, kind="spied-report"))

    registry.register("spied-report", "Spied", spying)
    try:
        issue(kind="spied-report")
        issue(kind="spied-report", reference="SECP_2", classification=Classification.GREEN)
    finally:
        registry.forget("spied-report")
    white, green = frozenset({Classification.WHITE}), frozenset({Classification.WHITE, Classification.GREEN})
    assert seen == [white, green]


def test_a_builder_that_marks_a_paper_more_freely_is_stopped():
    def careless(lens, params):
        return conftest.build(lens, registry.Params(params.period))

    registry.register("careless-report", "Careless", careless, classification=Classification.RED)
    try:
        assert refused(kind="careless-report").code == "papers.wrong_audience"
    finally:
        registry.forget("careless-report")


def test_a_full_disk_refuses_the_whole_issue(monkeypatch, fresh_database):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("codeclerk.kernel.vault.os.fsync", full)
    assert refused().code == "kernel.disk_full"
    assert not IssuedPaper.objects.exists()
    assert not Event.objects.filter(type=PaperIssued.TYPE).exists()
    assert not [path for path in (fresh_database.data_dir / "vault").rglob("*") if path.is_file()]
    monkeypatch.undo()
    issue()
    assert verify().is_sound


def test_a_missing_font_refuses_the_whole_issue(monkeypatch, tmp_path):
    from codeclerk.papers import fonts, rendering

    rendering.render.cache_clear()
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    assert refused().code == "papers.font_missing"
    assert not IssuedPaper.objects.exists()


def test_a_record_that_was_never_sealed_issues_nothing(monkeypatch):
    monkeypatch.setattr(seal, "latest_checkpoint", lambda: None)
    assert refused().code == "papers.nothing_sealed"


def test_the_log_proves_the_files_and_rebuilds_the_tables():
    answer = issue().answer
    event = Event.objects.get(type=PaperIssued.TYPE)
    payload = json.loads(event.payload)
    assert {file["name"]: file["sha256"] for file in payload["files"]} == answer["files"]
    assert "%PDF" not in event.payload
    body = PaperIssued.model_validate(payload)
    assert body._contents == ()
    assert set(answer["files"].values()) <= set(vault.needed())
    seal.seal_pending(clock.now())
    assert verify().is_sound
    assert IssuedFile.objects.count() == len(answer["files"])


def test_a_lost_file_is_found_and_never_served(fresh_database):
    issue()
    digest = IssuedFile.objects.get(name="paper.pdf").sha256
    [path] = (fresh_database.data_dir / "vault").rglob(digest)
    path.write_bytes(b"another")
    with pytest.raises(Refused, match="damaged"):
        queries.content(READER, "SECP_90_1203_18", 1, "paper.pdf")
    assert "file_damaged" in {one.code for one in verify().findings}


def test_a_days_paper_knows_what_was_known_by_its_end():
    now = datetime(2021, 3, 5, 12, tzinfo=UTC)
    assert registry.known_by(date(2021, 3, 4), now) == datetime(2021, 3, 4, 23, 59, 59, 999999, tzinfo=UTC)
    assert registry.known_by(date(2021, 3, 5), now) == now
    kind = registry.find(conftest.KIND)
    assert registry.as_at_of(kind, Month(2021, 3), now) == date(2021, 3, 5)
    assert registry.as_at_of(kind, Month(2021, 2), now) == date(2021, 2, 28)


def test_reads_take_a_steady_number_of_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(read):
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            read()
        return len(queries_made)

    issue()
    few = [count(lambda: queries.issued(READER)), count(lambda: queries.paper(READER, "SECP_90_1203_18"))]
    row = IssuedPaper.objects.get()
    for number in range(30):
        row.pk, row.reference = None, f"MADE_{number}"
        row.save()
    many = [count(lambda: queries.issued(READER)), count(lambda: queries.paper(READER, "SECP_90_1203_18"))]
    assert few == many == [1, 3]
    assert sample.FRONT.reference not in {one.reference for one in queries.issued(READER)}
