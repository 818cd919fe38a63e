"""The pages of the code: reading at a date, histories, comparisons, drafting, conflicts, consolidation."""

from __future__ import annotations

import html as entities
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from codeclerk.kernel import clock
from codeclerk.legaltext import queries, searching, tables
from codeclerk.legaltext.blocks import blocks_of, joined, written
from codeclerk.legaltext.codec import operations_json
from codeclerk.legaltext.rules.labels import labels
from codeclerk.legaltext.rules.operations import Delete, Insert, Move, Place, Replace, SetParam
from codeclerk.legaltext.rules.provisions import Kind, LabelRule, Numbering, Provision, pid_for
from codeclerk.legaltext.rules.spans import Ref
from codeclerk.people.models import Account
from codeclerk.site.search import search
from tests.legaltext import small_code
from tests.legaltext.small_code import APPENDIX_AL, H_WITH_LIMIT, SECTION_H, imported
from tests.register.support import do, lens, line, person, registered
from tests.register.support import queries as count
from tests.register.test_forms import send
from tests.support.pages import html
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db


def load():
    """Two versions, the second of which carries out MP092; MP106 and MP107 edit one clause, and wait."""
    small_code.load()
    do("withdraw_redline", proposal="MP106", reason="It is drafted anew")
    do("consolidate", number="17.0", effective="2021-02-25", proposals=["MP092"])
    registered("MP107", since="2020-06-25")
    for number, words in (("MP106", "within ten Working Days"), ("MP107", "within a month")):
        text = H_WITH_LIMIT.replace("within two weeks", words)
        do("draft_redline", proposal=number, documents=[{"name": "Section H", "text": text}])


loaded = loaded_once(load)
TODAY = clock.today().isoformat()
CONFLICT = "C1:MP106-1:MP107-1"
DRAFT = "/code/redline/MP106/draft/"


@pytest.fixture
def clerk(client):
    """The client, signed in as somebody who keeps the code."""
    person("clerk", "Pseudonym Clerk", email="clerk@example.com")
    do("give_membership", _by="system:install", _from="2020-01-01", person="clerk", role="secretariat")
    do("open_account", _by="system:install", person="clerk")
    client.force_login(Account.objects.get(person__key="clerk"))
    return client


def plain(response, status=200):
    """What one reads on a page, without its marks."""
    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", "", html(response, status))))


def pid(label):
    return queries.clause_at(lens(), label).pid


def box(label):
    """The name of the box of a clause."""
    return f"operations__{pid(label)}"


def carried(response):
    return re.search(r'name="carried" value="([^"]+)"', response.content.decode())[1]


def post(client, address, step="check", /, **typed):
    """Send a form as its page hands it out."""
    return client.post(address, {"carried": carried(client.get(address)), "step": step, **typed})


# --- reading ------------------------------------------------------------------------------


def test_the_documents_of_a_day_are_listed_with_every_version(loaded, client):
    page = plain(client.get("/code/?as_at=2020-12-01"))
    assert "Version 16.0" in page
    assert "DCC Services" in page
    assert "17.0" in page
    assert "Version 17.0" in plain(client.get("/code/"))


def test_a_document_is_read_at_a_date_with_anchors_and_links(loaded, client):
    then, now = html(client.get("/code/section-h/?as_at=2020-12-01")), html(client.get("/code/section-h/"))
    assert "two windows" not in then
    assert "two windows" in now
    for anchor in ('id="H8.2-a"', f'id="{pid("H8.2(a)")}"', f'href="#{pid("H8.2(a)")}"', "../section-a/#"):
        assert anchor in now, anchor
    assert f'href="{reverse("legaltext:document", args=["section-h"])}?version=17.0"' in now
    assert "two windows" not in html(client.get("/code/section-h/?version=16.0"))


def test_a_clause_names_the_proposal_that_last_changed_it(loaded, client):
    page = html(client.get("/code/section-h/"))
    at = page[page.index('id="H8.2-c"') :]
    assert at.index(">MP092</a>") < at.index("</p>")
    assert "MP092" not in page[page.index('id="H8.1"') : page.index('id="H8.2"')]
    before = html(client.get("/code/section-h/?version=16.0"))
    assert "Last changed by" not in before


def test_a_document_costs_as_many_queries_however_long_it_is(loaded, client):
    client.get("/code/section-h/")
    with CaptureQueriesContext(connection) as short:
        client.get("/code/section-h/")
    more = "\n".join(f"\nH8.{n} The DCC does it." for n in range(5, 40))
    do("import_version", number="18.0", effective="2021-03-01", others_stay=True,
       documents=[{"name": "Section H", "text": H_WITH_LIMIT + more}])  # fmt: skip
    client.get("/code/section-h/")
    with CaptureQueriesContext(connection) as long:
        client.get("/code/section-h/")
    assert len(short) == len(long) <= 14


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/code/section-x/", "has no document section-x"),
        ("/code/section-h/?version=99", "there is no version 99"),
        ("/code/section-h/?as_at=2019-01-01", "no version of the code was in force on 1 January 2019"),
        ("/code/clause/H99/", "the code had no H99"),
        ("/code/compare/?old=16.0&new=x", "there is no version x"),
        ("/code/conflicts/C1:a:b/", "is no open conflict"),
        ("/code/redline/MP092/", "MP092 has no legal text that waits"),
    ],
)
def test_what_is_not_there_is_said(loaded, client, address, says):
    assert says in plain(client.get(address), 404)


def test_before_the_first_version_the_versions_are_still_listed(loaded, client):
    page = plain(client.get("/code/?as_at=2019-01-01"))
    assert "no version of the code was in force on 1 January 2019" in page
    assert "25 Jun 2020" in page


def test_an_empty_record_says_how_to_begin(client):
    assert "Import a folder of documents" in plain(client.get("/code/"))
    assert "nothing to compare" in plain(client.get("/code/compare/"))


def test_words_of_the_text_stay_words(client):
    evil = "<script>alert(1)</script> & {{ 7 * 7 }}"
    imported(documents=[{"name": "Section H", "text": f"# <b>Title</b>\n\nH1 First\n\nH1.1 {evil.split(' & ')[0]}\n"}])
    for address in ("/code/", "/code/section-h/", "/code/clause/H1.1/", "/code/?q=script"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>Title" not in page
    assert "<script>alert" not in client.get("/code/?q=<script>alert(1)</script>").content.decode()


def test_words_and_labels_are_found_in_the_code(loaded, client):
    page = plain(client.get("/code/?q=night month"))
    assert "0 provisions" in page
    assert "1 provision with “two windows”" in plain(client.get("/code/?q=two windows"))
    assert "H8.2(a)" in plain(client.get("/code/?q=H8.2(a)"))


def test_the_search_of_the_site_finds_labels_and_terms(loaded):
    for words in ("H8.2(a)", "h8.2(a)", "planned maintenance", "Section H"):
        (group,) = [one for one in search(lens(), words).groups if one.heading == "The code"]
        assert group.total == 1, words
    with count(2):
        searching.named(lens(), "H8.2")


# --- histories and comparisons ---------------------------------------------------------------


def test_a_history_card_shows_what_changed_and_who_did_it(loaded, client):
    page = html(client.get("/code/clause/H8.2(b)/"))
    assert "<ins>" in page
    assert "MP092-" in page
    assert "16.0" in page
    assert "H8.2(b)" in plain(client.get(f"/code/clause/{pid('H8.2(b)')}/"))


@pytest.mark.inventory("F27")
def test_versions_are_compared_inline_side_by_side_and_as_changes(loaded, client):
    inline = html(client.get("/code/compare/?old=16.0&new=17.0&view=inline"))
    changes = html(client.get("/code/compare/?old=16.0&new=17.0&view=changes"))
    sides = html(client.get("/code/compare/?old=16.0&new=17.0&view=side"))
    assert "<ins>to two windows.</ins>" in changes
    assert "<del>" in changes
    assert "by good practice" in inline
    assert "by good practice" not in changes
    assert "Side by side" in sides
    assert "code__sides" in sides


def test_a_comparison_is_downloaded(loaded, client):
    address = "/code/compare/?old=16.0&new=17.0"
    said = client.get(f"{address}&format=json").json()
    assert (said["old"], said["new"]) == ("16.0", "17.0")
    assert {one["what"] for one in said["changes"]} == {"edited", "inserted"}
    words = client.get(f"{address}&format=text")
    assert words["Content-Type"].startswith("text/plain")
    assert "(c) {+to two windows.+} <inserted>" in words.content.decode()
    assert client.get("/code/compare/?old=17.0&new=17.0&format=text").content.decode() == "They are the same.\n"


# --- pieces ------------------------------------------------------------------------------------


def test_a_document_is_cut_into_pieces_and_put_together_again(loaded):
    code = queries.code_of(queries.newest(lens()))
    for document in code.documents:
        every = blocks_of(code, document)
        assert joined(every, {}) == written(code)[code.provisions[document].name]
    section = next(one for one in code.documents if code.provisions[one].name == "Section H")
    assert [one.label for one in blocks_of(code, section)] == ["Title", "H8", "H8.1", "H8.2", "H8.3", "H8.4"]


# --- drafting ----------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_asked_to(loaded, client):
    assert client.get(DRAFT).status_code == 302
    assert client.get("/code/consolidate/").status_code == 302


def test_a_proposal_is_chosen_then_a_document_then_a_chapter(loaded, clerk):
    assert clerk.get("/code/draft/?proposal=mp106").headers["Location"] == DRAFT
    page = html(clerk.get(DRAFT))
    assert 'href="?document=section-h"' in page
    assert "Appendix AL" in page
    chapter = queries.clause_at(lens(), "Appendix AL 2").pid
    page = html(clerk.get(f"{DRAFT}?document=appendix-al&chapter={chapter}"))
    assert "2.1 The DCC reports" in page
    assert "1.1 Section" not in page
    assert "has no document section-x" in plain(clerk.get(f"{DRAFT}?document=section-x"), 404)


def test_a_clause_is_drafted_and_saved_as_the_operation_that_it_means(loaded, clerk):
    address = f"{DRAFT}?document=section-h"
    typed = {box("H8.3"): "H8.3 Whoever needs more writes to the Panel under Section H8.2(a)."}
    checked = plain(post(clerk, address, "change", **typed, effective=TODAY))
    assert "Edit text: Section H, H8.3" in checked
    assert "MP106 and MP107: both change the same words" in checked
    assert send(clerk, address, **typed, effective=TODAY).status_code == 303
    redline = queries.redline_named(lens(), "MP106")
    assert [one.target for one in redline.redline.operations] == [pid("H8.3"), pid("H8.4")]
    assert redline.revision == "0.3"


def test_a_clause_is_inserted_and_one_keeps_its_number_only(loaded, clerk):
    typed = {
        box("H8.3"): "H8.3 Not used",
        box("H8.4"): "H8.4 The Panel answers within two weeks.\r\n\r\nH8.4A It says why.",
    }
    page = plain(post(clerk, f"{DRAFT}?document=section-h", **typed, effective=TODAY))
    assert "Check before you confirm" in page
    assert "Delete: Section H, H8.3" in page
    assert "Insert: Section H, H8.3" not in page
    assert "Insert: Section H, H8.4A" in page


@pytest.mark.parametrize(
    ("label", "words", "says"),
    [
        ("H8.4", "H8.6 The Panel answers.", "Line 1: “H8.6” does not follow H8"),
        ("H8.4", "H8.4 One.\n\nH8.4 Two.", "Line 3: “H8.4”"),
        ("H8.4", "H8.4 As Section H9.9 says.", "Line 1 refers to “H9.9”, which is not there"),
        ("H8.4", "H8.4 As {{nothing}} says.", "Line 1 names the parameter nothing, which has a value nowhere"),
        ("H8.2", "", "“H8.3” does not follow"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_at_its_box_and_kept(loaded, clerk, label, words, says):
    page = post(clerk, f"{DRAFT}?document=section-h", **{box(label): words}, effective=TODAY)
    assert page.status_code == 422
    assert says in plain(page, 422)
    assert entities.escape(words.split("\n")[0]) in entities.unescape(page.content.decode()).replace("&#x27;", "'")


def test_what_was_typed_into_a_clause_that_is_gone_is_kept(loaded, clerk):
    gone = "0" * 26
    page = post(clerk, f"{DRAFT}?document=section-h", **{f"operations__{gone}": "H9.9 Words.", "effective": TODAY})
    assert "it was taken out since you began" in plain(page, 422)
    assert "H9.9 Words." in page.content.decode()


def test_a_draft_that_changes_nothing_is_refused(loaded, clerk):
    do("withdraw_redline", proposal="MP106", reason="For this test")
    page = post(clerk, f"{DRAFT}?document=section-h", effective=TODAY)
    assert "the text of MP106 is that of version 17.0" in plain(page, 422).lower().replace("mp106", "MP106")


def test_a_version_that_came_meanwhile_is_shown_and_nothing_is_lost(loaded, clerk):
    address = f"{DRAFT}?document=section-h"
    was, name = carried(clerk.get(address)), box("H8.3")
    do("consolidate", number="18.0", effective="2021-06-24", proposals=["MP107"])
    page = clerk.post(address, {"carried": was, "step": "check", name: "H8.3 Mine.", "effective": TODAY})
    assert page.status_code == 409
    assert "Version 18.0 of the code holds from" in plain(page, 409)
    assert "H8.3 Mine." in page.content.decode()
    # The draft changes words that MP107 changed: it does not fit any more, and the page says why.
    assert "The draft does not fit the newest version" in plain(page, 409)


def test_a_likely_pair_is_confirmed_by_a_person(loaded, clerk):
    address = f"{DRAFT}?document=section-h"
    typed = {box("H8.3"): "H8.3 A Party that needs more time asks the Panel for it in a letter of its own."}
    page = post(clerk, address, "change", **typed, effective=TODAY)
    pair = re.search(r'name="operations__same"[^>]*value="([^"]+)"', page.content.decode())
    assert pair, plain(page)
    assert "Delete: Section H, H8.3" in plain(page)
    page = post(clerk, address, "change", **typed, operations__same=pair[1], effective=TODAY)
    assert "Edit text: Section H, H8.3" in plain(page)
    assert "Delete: Section H, H8.3" not in plain(page)


# --- conflicts ---------------------------------------------------------------------------------


def test_conflicts_are_a_matrix_and_each_is_shown_on_three_panes(loaded, client):
    page = html(client.get("/code/conflicts/"))
    assert f"/code/conflicts/{CONFLICT}/" in entities.unescape(page).replace("%3A", ":")
    panes = html(client.get(f"/code/conflicts/{CONFLICT}/"))
    for said in (
        "Version 17.0",
        "MP106 (MP106-1)",
        "MP107 (MP107-1)",
        "<del>two</del><ins>ten</ins>",
        "<del>weeks</del><ins>Working Days</ins>",
    ):
        assert said in panes, said
    assert "Approved by" not in panes


def test_a_conflict_is_settled_by_keeping_one(loaded, clerk):
    address = f"/code/conflicts/{CONFLICT}/"
    assert "both change H8.4" in plain(clerk.get(address))
    answer = send(clerk, address, drops__keep="0", approver="Change Board", reason="It is longer")
    assert answer.status_code == 303
    (settled,) = queries.conflicts(lens())
    assert settled.resolution.drops == {"MP107-1"}
    assert "Settled by Change Board" in plain(clerk.get(address))


def test_a_conflict_is_settled_with_other_words(loaded, clerk):
    address = f"/code/conflicts/{CONFLICT}/"
    send(clerk, address, drops__keep="own", operations__words="The Panel answers under Section H8.3 within 15 days.",
         approver="Change Board", reason="Halfway")  # fmt: skip
    _, made = queries.would_be(lens(), ["0106"])
    _, both = queries.would_be(lens(), ["0106", "0107"])
    assert both.result.root != made.result.root
    assert "within 15 days" in "".join(map(str, both.result.provisions[pid("H8.4")].content))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Type the words"),
        ("The Panel answers within two weeks.", "These are the words of the baseline"),
        ("As Section H77 says.", "H77 is not there"),
    ],
)
def test_other_words_are_checked_and_kept(loaded, clerk, words, says):
    page = post(clerk, f"/code/conflicts/{CONFLICT}/", drops__keep="own", operations__words=words,
                approver="Change Board", reason="Halfway")  # fmt: skip
    assert says in plain(page, 422)
    assert words in page.content.decode()
    assert "Halfway" in page.content.decode()


def test_what_goes_to_one_place_is_put_in_an_order(clerk):
    imported()
    for number in ("MP106", "MP107"):
        registered(number, since="2020-06-25")
        text = f"{SECTION_H}\nH8.5 {number} says so.\n"
        do("draft_redline", proposal=number, documents=[{"name": "Section H", "text": text}])
    address = "/code/conflicts/C5:MP106-1:MP107-1/"
    send(clerk, address, drops__keep="first-MP107-1", approver="Change Board", reason="It came first")
    _, made = queries.would_be(lens(), ["0106", "0107"])
    said = ["".join(map(str, made.result.provisions[one].content)) for one in made.result.everything()]
    assert said.index("MP106 says so.") == said.index("MP107 says so.") + 1


# --- consolidating -----------------------------------------------------------------------------


def test_the_code_if_these_are_all_approved_says_what_stands_against_it(loaded, client):
    page = plain(client.get("/code/would-be/?proposal=0106&proposal=0107"))
    assert "MP106 and MP107 conflict" in page
    page = plain(client.get("/code/would-be/?proposal=0106"))
    assert "The operations were carried out in 3 orders, to the same root" in page
    assert "twoten weeksWorking Days" in page
    assert "no legal text that waits" in plain(client.get("/code/would-be/?proposal=0092"))


@pytest.mark.inventory("F36")
def test_a_version_is_consolidated_after_its_dry_run(loaded, clerk):
    address = "/code/consolidate/"
    typed = {"number": "18.0", "effective": "24 June 2021", "proposals": ["0106"], "origin": "modification"}
    page = plain(post(clerk, address, **typed))
    for said in (
        "No reference to nothing, no label twice, no empty clause",
        "Root of the new version",
        "twoten weeksWorking Days",
    ):
        assert said in page, said
    assert send(clerk, address, **typed).status_code == 303
    assert queries.newest(lens()).number == "18.0"


@pytest.mark.parametrize(
    ("changed", "status", "says"),
    [
        ({"effective": "To be confirmed"}, 422, "Version 18.0 has no date from which it holds: “To be confirmed”"),
        ({"proposals": ["0106", "0107"]}, 409, "MP106 and MP107 conflict"),
        ({"number": "17.0"}, 409, "There is a version 17.0 already"),
        ({"origin": "designation"}, 422, "Version 18.0 names no letter"),
    ],
)
def test_a_consolidation_that_may_not_be_is_refused_and_kept(loaded, clerk, changed, status, says):
    typed = {"number": "18.0", "effective": "24 June 2021", "proposals": ["0106"], "origin": "modification"} | changed
    page = post(clerk, "/code/consolidate/", **typed)
    assert says in plain(page, status)
    assert f'value="{typed["number"]}"' in page.content.decode()


# --- the other forms ---------------------------------------------------------------------------


@pytest.mark.inventory("F34")
def test_a_designated_document_is_imported_with_its_letter(loaded, clerk):
    typed = {"number": "18.0", "effective": "2021-06-24", "origin": "designation", "letter": "Letter of 1 June 2021",
             "documents__name": "Appendix AL", "documents__text": APPENDIX_AL + "\n2.2 It says why.\n"}  # fmt: skip
    assert send(clerk, "/code/import/", **typed).status_code == 303
    version, lines = queries.documents_at(lens(), "18.0")
    assert (version.letter, len(lines)) == ("Letter of 1 June 2021", 3)
    page = post(clerk, "/code/import/", **typed | {"number": "19.0", "documents__name": "Chapter 1"})
    assert "a document is called Section H, Schedule 11 or Appendix AL" in plain(page, 422)


@pytest.mark.inventory("F33")
def test_the_documents_are_listed_with_titles_and_status(loaded, client):
    do("record_commencement", what="Appendix AL", regions=["North"], is_in_force=False)
    do("record_commencement", what="Section A", is_in_force=False)
    do("record_commencement", what="Section A", regions=["Central"])
    page = plain(client.get("/code/"))
    for said in (
        "Section A Definitions and Interpretation 9.0 In force in Central only",
        "Section H DCC Services 10.0 In force",
        "Appendix AL Transition 6.0 In force, not in North",
    ):
        assert said in page, said
    do("import_version", number="18.0", effective="2030-01-01", documents=small_code.documents())
    assert "Not yet in force" in plain(client.get("/code/?version=18.0"))
    pids = [one.pid for one in queries.documents_at(lens())[1]]
    with count(1):
        assert len(queries.statuses(lens(), pids)) == 3


@pytest.mark.inventory("F35")
def test_where_a_part_is_in_force_is_recorded_by_region(loaded, clerk):
    typed = {"what": "Section H", "regions__list": "Central\nSouth", "is_in_force": "on", "effective": TODAY}
    assert send(clerk, "/code/commencement/", **typed).status_code == 303
    page = plain(clerk.get("/code/clause/H8.2/"))
    assert "Central: in force" in page
    assert "South: in force" in page


def test_the_date_of_a_version_is_corrected(loaded, clerk):
    typed = {"number": "17.0", "effective": "26 February 2021", "reason": "The letter says so"}
    assert send(clerk, "/code/correct-date/", **typed).status_code == 303
    assert "26 Feb 2021" in plain(clerk.get("/code/"))


@pytest.mark.inventory("F38")
def test_a_draft_is_baselined_and_withdrawn(loaded, clerk):
    page = html(clerk.get("/code/redline/MP106/"))
    assert "Baseline it" in page
    answer = send(clerk, "/code/redline/MP106/baseline/", effective=TODAY)
    assert answer.status_code == 303
    assert queries.redline_named(lens(), "MP106").revision == "1.0"
    send(clerk, "/code/redline/MP106/withdraw/", effective=TODAY, reason="It is not needed")
    assert queries.redline_of(lens(), "0106") is None


@pytest.mark.inventory("F25")
def test_a_redline_names_its_draft_and_its_baseline_and_says_when_that_moved(loaded, client):
    page = plain(client.get("/code/redline/mp106/", follow=True))
    assert "Draft 0." in page
    assert "Amendments of version 17.0." in page
    assert "Annex version 0.2, on the baseline of Section H 10.0 in version 17.0 of the code." in page
    assert "Edit text: Section H, H8.4 MP106-1" in page
    assert "the newest one is" not in page
    do("consolidate", number="18.0", effective="2021-06-24", proposals=["MP107"])
    page = plain(client.get("/code/redline/MP106/"))
    assert "It was drafted on version 17.0, and the newest one is 18.0." in page
    assert "it was drafted on a text that is not the present one" in page
    page = plain(client.get("/code/conflicts/C10:MP106-1/"))
    assert "MP106-1 is about a text of" in page
    assert "draft it again on the present text" in page


# --- the proposal's page -----------------------------------------------------------------------


def test_the_page_of_a_proposal_tells_of_its_legal_text(loaded, client):
    page = plain(client.get("/proposals/MP092/"))
    assert "Legal text" in page
    assert "Version 17.0 of the code" in page
    assert "1 amendment of version 17.0" in plain(client.get("/proposals/MP106/"))
    request = client.get("/code/").wsgi_request
    with count(6):
        assert tables.panel(request, line("0106")) is not None
    assert tables.panel(request, line("0999")) is None


def test_the_code_is_in_the_navigation(client):
    assert 'href="/code/"' in client.get("/").content.decode()


# --- every sort of conflict ----------------------------------------------------------------------


def _drafts(base):
    """Amendments of two proposals that are in conflict in many ways."""
    called = {label.full: one for one, label in labels(base).items() if label.own}
    limits, hours, night, more, weeks = (called[one] for one in ("H8.2", "H8.2(a)", "H8.2(b)", "H8.3", "H8.4"))
    runs = called["H8.1"]
    service = queries.clause_at(lens(), "Services").pid
    new = Provision(pid_for("new"), Kind.CLAUSE, LabelRule(Numbering.POINT), ("It is so.",))
    points = Provision(pid_for("points"), Kind.CLAUSE, LabelRule(Numbering.POINT), ("Under ", Ref(weeks), "."))
    head = base.parents[limits]

    def of(kind, number, target, **more):
        return kind(id=f"{number}-{kind.__name__}-{target[:4]}", target=target, **more)

    hash_of, tree = base.hash_of, base.tree_hashes
    one = [
        of(Move, "MP106", runs, base=hash_of(runs), place=Place(more)),
        of(Delete, "MP106", weeks, base=tree[weeks]),
        of(Delete, "MP106", night, base=tree[night]),
        of(SetParam, "MP106", "hours", base="six", value="seven"),
        of(Insert, "MP106", new.pid, provision=new, place=Place(head, limits)),
        of(Replace, "MP106", service, base=hash_of(service), content=("something else",)),
    ]
    other = [
        of(Move, "MP107", more, base=hash_of(more), place=Place(runs)),
        small_code.edit(base, night, "by day.", "MP107-edit"),
        of(SetParam, "MP107", "hours", base="six", value="eight"),
        of(Insert, "MP107", points.pid, provision=points, place=Place(head, limits)),
        of(Move, "MP107", hours, base=hash_of(hours), place=Place(new.pid)),
    ]
    return one, other


def test_every_sort_of_conflict_has_a_page_with_what_can_be_done(clerk):
    imported()
    for number in ("MP106", "MP107"):
        registered(number, since="2020-06-25")
    base = queries.code_of(queries.newest(lens()))
    one, other = _drafts(base)
    # One on its own: the second needs what the first brings.
    do("draft_redline", proposal="MP106", operations=operations_json(one))
    do("draft_redline", proposal="MP107", operations=operations_json(other[:-1]))
    sorts = set()
    for found in queries.conflicts(lens()):
        sorts.add(found.conflict.sort.value)
        page = plain(clerk.get(f"/code/conflicts/{found.conflict.key}/"))
        assert "How is it settled?" in page, found
        if found.conflict.sort.value == "C7":
            start = page.index("What cannot be done")
            assert "Keep both, as they stand together: MP106-Move" in page[start:]
            assert "under itself" in page[start:]
            assert "Keep that of MP106, leave out MP107-Move" in page[page.index("How is it settled?") :]
    assert sorts >= {"C3", "C5", "C7", "C8", "C11"}


@pytest.mark.parametrize("value", ["x", "a:b", f"{'0' * 26}:{'1' * 26}", "<script>"])
def test_pairs_that_nobody_was_asked_about_are_not_taken(loaded, clerk, value):
    typed = {box("H8.3"): "H8.3 It is short.", "operations__same": value, "effective": TODAY}
    page = post(clerk, f"{DRAFT}?document=section-h", "change", **typed)
    assert page.status_code in (200, 422)
    assert "<script>" not in page.content.decode().replace('<script type="module"', "").split("</head>")[1]


@pytest.mark.parametrize("address", ["/code/import/", "/code/commencement/", "/code/correct-date/", DRAFT])
def test_who_may_not_is_told(loaded, client, address):
    person("member", "Pseudonym Member", email="member@example.com")
    do("open_account", _by="system:install", person="member")
    client.force_login(Account.objects.get(person__key="member"))
    assert client.get(f"{address}?document=section-h").status_code == 403
