"""Plugin: pages in the system's Chromium, watched for errors, with axe for accessibility.

Browser tests run last: Playwright keeps an event loop in the thread that uses it, which code that starts a loop of its
own cannot share, and Django's guard against database access beside a loop is lifted while it runs.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakSet

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--no-proxy-server", "--hide-scrollbars"),
]
MISSING = (
    "Chromium is missing for the browser tests. Install it (Debian: apt install chromium-headless-shell), "
    "or name one: CODECLERK_CHROMIUM=/path/to/chromium"
)
LOCAL = {"127.0.0.1", "localhost", "::1", None}
WIDE, NARROW, HEIGHT = 1280, 360, 900
PATIENCE_MS = 10_000
FAILED = pytest.StashKey[bool]()
WITHOUT_SCRIPTS: WeakSet[Page] = WeakSet()
OPEN_ALL = "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
# What axe finds in order is not handed over: it is most of what it has to say.
RUN_AXE = """part => axe.run(part ?? document, {resultTypes: ["violations"]}).then((found) => found.violations)"""
WIDTHS = "[innerWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth]"


def chromium() -> str | None:
    """The browser to use: CODECLERK_CHROMIUM, or the system's."""
    if named := os.environ.get("CODECLERK_CHROMIUM"):
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def is_required() -> bool:
    """In continuous integration a missing browser is a failure, not a notice."""
    return any(os.environ.get(name, "").lower() in {"1", "true"} for name in ("CI", "CODECLERK_REQUIRE_BROWSER"))


def will_be_left_out(config: pytest.Config) -> bool:
    """Whether this run has no browser and goes on without."""
    return chromium() is None


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("codeclerk")
    group.addoption("--screenshots", action="store_true", help="save the pages that tests look at under build/")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs a Chromium; added to every test that uses `browser_page`")
    if chromium() is None and is_required() and not config.getoption("help"):
        raise pytest.UsageError(MISSING)


def pytest_report_header() -> str:
    return f"browser: {chromium() or 'none; the browser tests are left out. ' + MISSING}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the browser tests, put them last, or leave them out where there is no browser."""
    for item in items:
        if "browser_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    browser = [item for item in items if item.get_closest_marker("browser")]
    others = [item for item in items if not item.get_closest_marker("browser")]
    if browser and chromium() is None:
        config.hook.pytest_deselected(items=browser)
        browser = []
    items[:] = others + browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """Remember a failure, for the picture that is taken of it."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`browser_page(width=1280, dark=False, javascript=True, allow=())` opens a page in a context of its own.

    With the fixture `site` or `example_site` in the same test, `page.goto("/")` goes there. The test fails at its end
    on any error in the console or in a script, and on any request that leaves this machine. `allow` lists parts of
    expected error texts, such as "status of 422" for a form that is refused.
    """
    base = served_by(request)
    opened: list[Page] = []
    problems: list[str] = []

    def open_page(width: int = WIDE, dark: bool = False, javascript: bool = True, allow: tuple[str, ...] = ()) -> Page:
        context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",  # axe would see colours on their way from one to another
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        _watch(page, problems, allow)
        opened.append(page)
        if not javascript:
            WITHOUT_SCRIPTS.add(page)
        return page

    yield open_page
    for number, page in enumerate(opened):
        if request.node.stash.get(FAILED, False) and not page.is_closed():
            save_screenshot(request.config, page, f"failed-{request.node.name}-{number}")
        page.context.close()
    if problems:
        pytest.fail("The browser reported:\n" + "\n".join(f"- {each}" for each in problems), pytrace=False)


@pytest.fixture
def sign_in(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """`sign_in(page, "clerk")` signs the page in as that person, who has an account, without the form.

    The form has tests of its own; it takes two pages and a password that is made for it.
    """

    def give_session(page: Page, person: str) -> None:
        from django.conf import settings
        from django.test import Client

        from codeclerk.people.models import Account

        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(Account.objects.get(person__key=person))
        served = served_by(request)
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": served, "httpOnly": True}])

    return give_session


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[..., Path | None]:
    """`screenshot(page, "home-dark")` saves the whole page as build/screenshots/<database>/home-dark.png.

    Only with `--screenshots`: a picture takes as long as axe does. Of a failure there is always one.
    """
    if not request.config.getoption("screenshots"):
        return lambda page, name: None
    return lambda page, name: save_screenshot(request.config, page, name)


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails unless axe finds nothing wrong on a page with scripts; `context` narrows it to a selector."""

    def check(page: Page, context: str | None = None) -> None:
        if page in WITHOUT_SCRIPTS:
            pytest.fail("axe is a script: check a page that may run scripts.", pytrace=False)
        violations = find_violations(page, context)
        if violations:
            pytest.fail(f"axe found {len(violations)} on {page.url}:\n" + "\n".join(violations), pytrace=False)

    return check


@pytest.fixture
def look(axe: Callable[..., None], screenshot: Callable[..., Path | None]) -> Callable[[Page, str, str], None]:
    """`look(page, address, name)` visits a page and fails unless it is accessible and fits on a phone and on a desk.

    Everything in it that folds is opened. The look changes from wide and light to narrow and dark or back, and stays:
    axe, which takes longest, sees the pages of a test in the one and the other by turns. The pictures are `name-1280`
    and `name-360`.
    """

    def check(page: Page, address: str, name: str) -> None:
        page.goto(address)
        page.evaluate(OPEN_ALL)
        axe(page)
        check_fit(page)
        screenshot(page, f"{name}-{page.viewport_size['width']}")
        turn(page)
        check_fit(page)
        screenshot(page, f"{name}-{page.viewport_size['width']}")

    return check


def served_by(request: pytest.FixtureRequest) -> str | None:
    """The address of the site that the test is served, if it is."""
    served = {"site", "example_site"}.intersection(request.fixturenames)
    return request.getfixturevalue(served.pop()) if served else None


def turn(page: Page) -> None:
    """Make a wide page narrow and dark, and any other wide and light."""
    narrow = page.viewport_size["width"] == WIDE
    page.set_viewport_size({"width": NARROW if narrow else WIDE, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if narrow else "light")


def check_fit(page: Page) -> None:
    """Fail when a page is wider than its window."""
    width, too_much = page.evaluate(WIDTHS)
    assert width == page.viewport_size["width"]
    assert too_much <= 0, f"{page.url} is {too_much} pixels wider than a window of {width}"


def find_violations(page: Page, context: str | None = None) -> list[str]:
    """What axe finds wrong: one paragraph a rule, with the elements and what to do."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    return [_in_words(violation) for violation in page.evaluate(RUN_AXE, context)]


def save_screenshot(config: pytest.Config, page: Page, name: str) -> Path:
    """Save the whole page under build/screenshots/; the runs on the two databases may go on side by side."""
    folder = config.rootpath / "build" / "screenshots" / config.getoption("database")
    path = folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name)}.png"
    page.screenshot(path=path, full_page=True)
    return path


def _watch(page: Page, problems: list[str], allow: tuple[str, ...]) -> None:
    def note(text: str) -> None:
        if not any(part in text for part in allow):
            problems.append(f"{text} (on {page.url})")

    def on_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOCAL:
            note(f"a request to another machine: {request.url}")

    page.on("console", lambda message: note(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: note(f"script: {error}"))
    page.on("request", on_request)


def _in_words(violation: dict[str, Any]) -> str:
    lines = [f"- {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"    {' '.join(str(each) for each in node['target'])}: {node['html']}")
        lines += [f"      {line}" for line in node.get("failureSummary", "").splitlines() if line.strip()]
    return "\n".join(lines)
