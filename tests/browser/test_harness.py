"""The browser harness itself: it sees errors, keeps pages inside this machine, and finds what axe finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser import chromium, find_violations
from tests.support.nested import Run

pytestmark = pytest.mark.any_database
GOOD = '<!doctype html><html lang="en"><head><title>T</title></head><body><main><h1>Hello</h1></main></body></html>'


def test_a_page_of_the_site_has_no_errors(site: str, browser_page: Callable[..., Any], axe: Callable[..., None]):
    page = browser_page()
    answer = page.goto("/")
    assert answer.ok
    assert page.url.startswith(site)
    axe(page)


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_has_the_width_and_the_colours_asked_for(browser_page: Callable[..., Any], dark: bool):
    page = browser_page(width=320, dark=dark)
    page.set_content(GOOD)
    assert page.evaluate("innerWidth") == 320
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark


def test_a_page_can_do_without_javascript(browser_page: Callable[..., Any], axe: Callable[..., None]):
    page = browser_page(javascript=False)
    source = GOOD.replace("</main>", "<noscript>no scripts here</noscript><script>throw 1</script></main>")
    page.goto(f"data:text/html,{source}")
    expect(page.locator("noscript")).to_be_visible()
    with pytest.raises(pytest.fail.Exception, match="axe is a script"):
        axe(page)


def test_axe_finds_nothing_on_a_good_page(browser_page: Callable[..., Any], axe: Callable[..., None]):
    page = browser_page()
    page.set_content(GOOD)
    axe(page)


def test_axe_names_the_rule_the_element_and_the_remedy(browser_page: Callable[..., Any]):
    page = browser_page()
    page.set_content(GOOD.replace("</main>", "<input></main>"))
    (found,) = find_violations(page)
    assert found.startswith("- label (critical): Form elements must have labels")
    assert "input: <input>" in found
    assert "does not have an implicit" in found


@pytest.mark.browser
def test_pictures_of_pages_are_kept_when_asked_for(nested: Run, tmp_path: Path):
    source = """
def test_one(browser_page, screenshot):
    page = browser_page(width=640)
    page.set_content("<h1>Good</h1>")
    screenshot(page, "a picture")
"""
    folder = tmp_path / "build" / "screenshots" / "sqlite"
    assert nested(source, CODECLERK_CHROMIUM=chromium() or "").returncode == 0
    assert not folder.exists()
    assert nested(source, "--screenshots", CODECLERK_CHROMIUM=chromium() or "").returncode == 0
    assert (folder / "a-picture.png").read_bytes().startswith(b"\x89PNG")


def test_what_no_database_changes_runs_once_and_claims_nothing(nested: Run):
    source = """
@pytest.mark.any_database
def test_once(request): request.getfixturevalue("db")
@pytest.mark.inventory("C07")
def test_claims(): pass
def test_reads(db): pass
def test_pure(): pass
"""
    for database, left_out in (("sqlite", ""), ("postgres", "2/4 tests collected (2 deselected)")):
        run = nested(source, "--collect-only", "-q", "--database", database, TEST_DATABASE_URL="postgresql://nowhere/")
        assert ("test_once" in run.stdout) == (not left_out)
        assert left_out in run.stdout
    claimed = source.replace("@pytest.mark.any_database", "@pytest.mark.any_database\n@pytest.mark.inventory('C07')")
    run = nested(claimed, "--collect-only", "-q")
    assert "so it cannot run once: test_once" in run.stdout


@pytest.mark.browser
def test_every_kind_of_trouble_fails_the_test(nested: Run, tmp_path: Path):
    source = """
def test_console(browser_page): browser_page().evaluate("console.error('one')")
def test_script(browser_page): browser_page().set_content("<script>nothing()</script>")
def test_outside(browser_page): browser_page().set_content("<img src='http://elsewhere.invalid/x.png'>")
def test_allowed(browser_page): browser_page(allow=("one",)).evaluate("console.error('number one')")
def test_fails(browser_page):
    browser_page().set_content("<h1>Bad</h1>")
    assert False
def test_first(): pass
"""
    run = nested(source, "-v", CODECLERK_CHROMIUM=chromium() or "")
    assert "4 failed" not in run.stdout
    assert "1 failed, 5 passed, 3 errors" in run.stdout, run.stdout
    assert "- console: one (on about:blank)" in run.stdout
    assert "- script: nothing is not defined (on about:blank)" in run.stdout
    assert "- a request to another machine: http://elsewhere.invalid/x.png (on about:blank)" in run.stdout
    assert run.stdout.index("test_first") < run.stdout.index("test_console")
    assert [path.name for path in (tmp_path / "build" / "screenshots" / "sqlite").iterdir()] == [
        "failed-test_fails-0.png"
    ]


def test_without_a_browser_its_tests_are_left_out(nested: Run):
    run = nested("def test_a(browser_page): pass\ndef test_b(): pass", CODECLERK_CHROMIUM="no-such-browser")
    assert run.returncode == 0
    assert "1 passed, 1 deselected" in run.stdout
    assert "the browser tests are left out. Chromium is missing" in run.stdout


@pytest.mark.parametrize("name", ["CI", "CODECLERK_REQUIRE_BROWSER"])
def test_where_it_is_required_a_missing_browser_is_one_line(nested: Run, name: str):
    run = nested("def test_b(): pass", CODECLERK_CHROMIUM="no-such-browser", **{name: "true"})
    assert run.returncode == 4
    assert run.stdout.startswith("ERROR: Chromium is missing for the browser tests. Install it")
    assert len(run.stdout.strip().splitlines()) == 1
