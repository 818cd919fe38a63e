"""The style page, the frame, and the pages that say no. None of them needs the database."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from lxml import html

from codeclerk.kernel.errors import Kind, Reason, Refused
from codeclerk.ui import errors, samples
from codeclerk.ui.middleware import RefusalMiddleware
from codeclerk.ui.shell import NavItem, shell
from tests.ui.test_forms import RIGHT

GONE = Reason("ui.test_gone", "Test rule", "{object} does not exist", "Check the reference", Kind.NOT_FOUND)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def refuse(request):
    raise Refused(*samples.refusals())


def gone(request):
    raise GONE.refuse("MP<999>")


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError("a secret that no reader may see")


class Urls:
    """The site's addresses with two that fail."""

    urlpatterns = [path("forbidden/", forbidden), path("broken/", broken), path("", include("codeclerk.site.urls"))]
    handler400, handler403, handler404, handler500 = (
        f"codeclerk.ui.errors.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")
    )


def through_middleware(view, accept="text/html"):
    request = RequestFactory().get("/x/", headers={"accept": accept})
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    try:
        view(request)
    except Exception as error:  # noqa: BLE001
        return middleware.process_exception(request, error)


def test_the_style_page_shows_itself(client):
    answer = client.get("/style/")
    assert answer.status_code == 200
    page = answer.content.decode()
    for word in ("Define", "NOT ASSESSED", "Sources disagree", "Due soon", "Sample proposals", "unverified", "<svg"):
        assert word in page
    assert "There is a problem" not in page


def test_the_style_page_offers_its_table_as_a_file(client):
    answer = client.get("/style/?format=csv&stage=Refine")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.count(b"\r\n") == 3


def test_a_wrong_form_comes_back_with_a_summary(client):
    page = client.post("/style/", {"title": "kept"}).content.decode()
    assert "<title>Error: Style – Codeclerk</title>" in page
    assert 'value="kept"' in page
    assert "There is a problem" in page


def test_a_right_form_leads_on(client):
    answer = client.post("/style/", RIGHT)
    assert (answer.status_code, answer["Location"]) == (302, "/style/?sent=1#form")


def test_every_page_names_the_code(client):
    assert "Smart Energy Code" in client.get("/style/").content.decode()


@pytest.mark.parametrize(("chosen", "attribute"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_the_choice_of_colours_is_kept(client, chosen, attribute):
    answer = client.get("/theme/", {"theme": chosen, "next": "/style/?q=x"})
    assert answer["Location"] == "/style/?q=x"
    assert attribute in client.get("/style/").content.decode()


@pytest.mark.parametrize("away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_choice_of_colours_never_leads_away(client, away):
    assert client.get("/theme/", {"theme": "dark", "next": away})["Location"] == "/"


def test_an_unknown_choice_of_colours_is_not_kept(client):
    assert not client.get("/theme/", {"theme": "<b>"}).cookies


def test_the_dates_bar_keeps_the_other_parameters(client):
    page = client.get("/style/?stage=Refine&as_at=2021-03-05").content.decode()
    bar = page[page.index('class="dates-bar') : page.index("</section>")]
    assert '<input type="hidden" name="stage" value="Refine">' in bar
    assert bar.count('name="as_at"') == 1


def test_a_link_that_is_not_for_this_reader_is_not_shown(monkeypatch):
    from codeclerk.ui import shell as module

    monkeypatch.setattr(module, "_ITEMS", {})
    module.register(NavItem("Home", "home"), NavItem("Hidden", "ui:style", visible=lambda request: False))
    made = shell(RequestFactory().get("/"))
    assert [(link.label, link.current) for link in made.primary] == [("Home", "page")]


def test_links_are_arranged_and_the_others_follow(monkeypatch):
    from codeclerk.ui import shell as module

    monkeypatch.setattr(module, "_ITEMS", {})
    monkeypatch.setattr(module, "_ARRANGED", {})
    module.register(
        NavItem("Home", "home", order=90),
        NavItem("Style", "ui:style", order=1),
        NavItem("Refused", "ui:refused", order=2),
        NavItem("Theme", "ui:theme", order=3),
        NavItem("Theme below", "ui:theme", place="footer"),
    )
    module.arrange("primary", "home")
    module.arrange("more", "ui:theme", "ui:refused", "nowhere:at_all")
    made = shell(RequestFactory().get("/style/refused/"))
    assert [(link.label, link.current) for link in made.primary] == [("Home", ""), ("Style", "true")]
    assert [(link.label, link.current) for link in made.more] == [("Theme", ""), ("Refused", "page")]
    assert [link.label for link in made.footer] == ["Theme below"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("as_at=2021-03-05", "?as_at=2021-03-05"),
        ("as_at=5+March+2021&known-at=2021-03-05&q=x", "?as_at=2021-03-05&known_at=2021-03-05"),
        ("as_at=nonsense", ""),
    ],
)
def test_links_of_the_frame_stay_on_the_day_of_the_page(client, query, kept):
    page = html.fromstring(client.get(f"/style/?{query}").content)
    for link in page.xpath("//nav[@aria-label='Main']//a/@href | //a[@class='wordmark']/@href"):
        assert link.partition("?")[2] == kept.removeprefix("?"), link
    hidden = page.xpath("//form[@role='search' and @action='/search/']//input[@type='hidden']")
    assert len(hidden) == 2 * kept.count("=")


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nothing/here/", 404, "There is no such page"),
        ("/forbidden/", 403, "You may not see this page"),
        ("/broken/", 500, "Something went wrong on our side"),
    ],
)
@override_settings(ROOT_URLCONF=Urls)
def test_error_pages_say_what_why_and_what_to_do(client, address, status, title):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert "<h2>Why</h2>" in page
    assert "<h2>What you can do</h2>" in page
    assert "secret" not in page


def test_a_host_that_is_not_ours_gets_a_page_too(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@override_settings(CSRF_FAILURE_VIEW="codeclerk.ui.errors.csrf_failure")
def test_a_form_without_its_mark_is_explained():
    answer = Client(enforce_csrf_checks=True).post("/style/", RIGHT)
    assert answer.status_code == 403
    assert "The form could not be accepted" in answer.content.decode()


def test_the_last_page_is_made_even_without_templates(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", fail)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()


def test_a_missing_page_answers_in_json_when_asked(client):
    answer = client.get("/nothing/", headers={"accept": "application/json"})
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == 404


def test_refusals_are_listed_on_a_page():
    answer = through_middleware(refuse)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="refusal"') == 2
    assert "2 rules stand against it" in page
    assert "ui.sample_forbidden" in page


def test_a_refusal_is_escaped_and_has_the_status_of_its_kind():
    answer = through_middleware(gone)
    assert answer.status_code == 404
    assert "MP&lt;999&gt; does not exist." in answer.content.decode()


@pytest.mark.parametrize(
    "accept", ["application/json", "application/problem+json", "application/json, text/html;q=0.5"]
)
def test_refusals_are_listed_in_json(accept):
    answer = through_middleware(refuse, accept)
    body = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert body["code"] == "ui.sample_refusal"
    assert body["type"] == "urn:codeclerk:refusal:ui.sample_refusal"
    assert [one["code"] for one in body["refusals"]] == ["ui.sample_refusal", "ui.sample_forbidden"]


@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/html, application/json;q=0.9"])
def test_a_browser_gets_a_page(accept):
    assert through_middleware(gone, accept)["Content-Type"].startswith("text/html")


def test_other_errors_are_left_alone():
    assert through_middleware(broken) is None


def test_messages_are_shown_above_the_page():
    from django.contrib.messages.storage.base import Message
    from django.template import engines

    page = engines["jinja2"].from_string('{% extends "ui/base.html" %}{% block title %}T{% endblock %}')
    shown = page.render({"messages": [Message(25, "Saved <b>MP9</b>"), Message(30, "Check the date")]})
    assert "Saved &lt;b&gt;MP9&lt;/b&gt;" in shown
    assert shown.count("govuk-notification-banner--success") == 1
    assert shown.index("Check the date") < shown.index("<main")
