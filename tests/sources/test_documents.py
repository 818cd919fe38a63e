"""Acts on documents: registering, holding, correcting, classifying, and what is refused."""

import uuid
from datetime import date, timedelta

import pytest

from codeclerk.kernel import bus, clock, vault
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.lens import Classification
from codeclerk.kernel.models import Event
from codeclerk.sources import queries
from codeclerk.sources.receiving import receive
from tests.sources import support
from tests.sources.support import ALL, CLERK, CONTACT, IMPORTER, PUBLIC, instant, lens, sha

GREEN, RED = Classification.GREEN, Classification.RED


def test_a_document_known_by_its_hash_can_be_cited_and_not_downloaded(clerk):
    clerk.register("paper", reference="SECP_90_1203_18", publisher="north-networks", lines=402, pages=7)
    one = queries.document(PUBLIC, sha("paper"))
    assert (one.name, one.kind_name, one.published) == ("SECP_90_1203_18", "Paper", date(2021, 3, 5))
    assert (one.lines, one.pages, one.is_held, one.size, one.claims) == (402, 7, False, None, 0)
    with pytest.raises(Refused, match="not held here"):
        queries.download(PUBLIC, sha("paper"))
    assert [e.type for e in Event.objects.filter(stream=f"document:{sha('paper')}")] == ["sources.document_registered"]


def test_a_held_document_is_what_its_bytes_say_and_gives_them_back(clerk):
    got = receive(b"one\ntwo\n", actor=CLERK)
    clerk.do("register_document", sha256=got.sha256, title="Two lines", kind="data", held=True, media_type="image/png")
    one = queries.document(PUBLIC, got.sha256)
    assert (one.media_type, one.size, one.lines, one.is_held) == ("text/plain", 8, 2, True)
    found = queries.download(PUBLIC, got.sha256)
    assert (found.content, found.name) == (b"one\ntwo\n", f"{got.sha256[:12]}.txt")


def test_a_file_that_never_came_is_not_held(clerk):
    with pytest.raises(Refused, match="no file with the hash"):
        clerk.register("paper", held=True)


def test_a_file_may_come_in_later_once(clerk):
    got = receive(support.PDF, actor=CLERK)
    clerk.do("register_document", sha256=got.sha256, title="The report", kind="report", reference="A/../b c", pages=3)
    clerk.do("hold_document", sha256=got.sha256)
    one = queries.document(PUBLIC, got.sha256)
    assert (one.media_type, one.size, one.pages) == ("application/pdf", len(support.PDF), 3)
    assert queries.download(PUBLIC, got.sha256).name == "A----b-c.pdf"
    with pytest.raises(Refused, match="held already"):
        clerk.do("hold_document", sha256=got.sha256)


def test_a_damaged_file_is_refused(clerk):
    got = receive(support.PDF, actor=CLERK)
    clerk.do("register_document", sha256=got.sha256, title="The report", kind="report", held=True)
    store = vault.storages["vault"]
    name = f"{got.sha256[:2]}/{got.sha256}"
    try:
        store.delete(name)
        with store.open(name, "wb") as file:
            file.write(b"%PDF-1.7 something else %%EOF")
        with pytest.raises(Refused, match="damaged"):
            queries.download(PUBLIC, got.sha256)
    finally:
        store.delete(name)


def test_a_document_is_registered_once_and_a_command_sent_twice_is_done_once(clerk):
    command = uuid.uuid4()
    clerk.register("paper", command_id=command)
    clerk.register("paper", command_id=command)
    with pytest.raises(Refused, match="registered already"):
        clerk.register("paper")
    assert Event.objects.filter(stream=f"document:{sha('paper')}").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "novel"}, "no kind of document novel"),
        ({"title": " "}, "title"),
        ({"title": "a\0b"}, "NUL"),
        ({"title": "x" * 301}, "title"),
        ({"published": date(2031, 1, 1)}, "was published on 1 January 2031"),
        ({"size": -1}, "size"),
        ({"lines": 0}, "lines"),
        ({"classification": "Purple"}, "classification"),
        ({"file_name": "../../etc/passwd"}, "file_name"),
    ],
)
def test_a_registration_that_cannot_be_is_refused(clerk, wrong, said):
    with pytest.raises(Refused, match=said):
        clerk.register("paper", **wrong)
    assert queries.documents(ALL) == []


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_hash_is_a_hash(clerk, wrong):
    with pytest.raises(Refused, match="sha256"):
        clerk.do("register_document", sha256=wrong, title="T", kind="paper")


def test_markup_in_a_title_is_kept_as_text(clerk):
    clerk.register("paper", title="<script>alert(1)</script> & 'quotes'")
    assert queries.document(PUBLIC, sha("paper")).title == "<script>alert(1)</script> & 'quotes'"


def test_only_those_who_may_register_documents_do(clerk):
    with pytest.raises(Refused) as refused:
        clerk.register("paper", actor=CONTACT)
    assert refused.value.first.code == "kernel.not_allowed"
    with pytest.raises(Refused) as refused:
        receive(support.PDF, actor=CONTACT)
    assert refused.value.first.code == "kernel.not_allowed"


def test_a_correction_changes_what_it_names_and_keeps_what_was_believed(clerk):
    clerk.register("paper", actor=IMPORTER, known_from=instant("2021-03-05"), title="Chnage Status Report", lines=402)
    clerk.do("correct_document", sha256=sha("paper"), title="Change Status Report", reason="A slip of the pen.")
    now = queries.document(PUBLIC, sha("paper"))
    assert (now.title, now.lines, now.published) == ("Change Status Report", 402, date(2021, 3, 5))
    then = queries.document(lens(known_at=instant("2021-04-01")), sha("paper"))
    assert then.title == "Chnage Status Report"
    with pytest.raises(Refused, match="nothing about"):
        clerk.do("correct_document", sha256=sha("paper"), title="Change Status Report", reason="Once more.")
    clerk.do("correct_document", sha256=sha("paper"), lines=None, reason="Not cited by line.")
    assert queries.document(PUBLIC, sha("paper")).lines is None


def test_a_document_is_known_from_its_publication(clerk):
    clerk.register("paper", actor=IMPORTER, known_from=instant("2021-03-05"))
    assert queries.documents(lens(known_at=instant("2021-03-04"))) == []
    assert len(queries.documents(lens(known_at=instant("2021-03-05")))) == 1
    with pytest.raises(Refused, match="nothing is known from before its source was published"):
        clerk.register("other", actor=IMPORTER, known_from=instant("2021-03-04"))


def test_a_classification_is_dated_and_todays_decides_whatever_day_is_looked_at(clerk):
    clerk.register("paper", classification="Red")
    assert queries.documents(PUBLIC) == []
    tomorrow = clock.today() + timedelta(days=1)
    clerk.do("classify_document", sha256=sha("paper"), classification="White", reason="Published.", effective=tomorrow)
    assert queries.documents(PUBLIC) == []
    clerk.do("classify_document", sha256=sha("paper"), classification="Green", reason="For parties.")
    assert [one.classification for one in queries.documents(lens(GREEN))] == [GREEN]
    assert queries.documents(PUBLIC) == []


def test_closing_a_document_closes_it_for_the_past_too(clerk):
    clerk.register("paper", actor=IMPORTER, known_from=instant("2021-03-05"))
    clerk.do("classify_document", sha256=sha("paper"), classification="Red", reason="It should not have been open.")
    assert queries.documents(lens(known_at=instant("2021-04-01"))) == []
    with pytest.raises(Refused, match="nothing about"):
        clerk.do("classify_document", sha256=sha("paper"), classification="Red", reason="Once more.")


def test_an_act_on_a_document_that_its_actor_may_not_see_says_that_there_is_none(clerk):
    clerk.register("paper", classification="Red")
    for act, data in (
        ("correct_document", {"title": "Mine", "reason": "Because."}),
        ("classify_document", {"classification": "White", "reason": "Because."}),
        ("hold_document", {}),
    ):
        with pytest.raises(Refused) as refused:
            bus.preview(act, {"sha256": sha("other"), **data}, actor=CLERK)
        assert refused.value.first.code == "sources.unknown_document"


def test_documents_are_listed_newest_first_and_by_kind_publisher_and_file(clerk):
    clerk.register("one", published=date(2020, 1, 1), kind="letter")
    clerk.register("two", published=date(2021, 1, 1), publisher="north-networks")
    clerk.register("three", published=None)
    names = [one.title for one in queries.documents(ALL)]
    assert names == ["The two", "The one", "The three"]
    assert [one.title for one in queries.documents(ALL, kind="letter")] == ["The one"]
    assert [one.title for one in queries.documents(ALL, publisher="north-networks")] == ["The two"]
    assert queries.documents(ALL, held=True) == []
    assert len(queries.documents(ALL, held=False)) == 3
    assert [one.title for one in queries.documents(ALL, prefix=sha("one")[:10])] == ["The one"]
