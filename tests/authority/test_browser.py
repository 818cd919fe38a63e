"""The Authority in a real browser: how its pages look, and the journey from what waits to its report pack."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.authority import example


@pytest.fixture
def decider(site):
    """Somebody who acts for the Authority and can sign in."""
    example.load()
    example.ofgem()


@pytest.mark.any_database
def test_what_waits_is_read_and_its_pack_fetched(decider, browser_page, look, sign_in):
    page = browser_page()
    sign_in(page, "decider")
    look(page, "/authority/?as_at=2021-03-05", "authority")
    page.goto("/authority/?as_at=2021-03-05")
    expect(page.get_by_role("link", name="Sent back by the Authority of MP303")).to_be_visible()
    page.get_by_role("link", name="Report pack of MP303").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report pack of MP303")
    look(page, page.url, "authority-pack")
    page.goto("/authority/MP303/?as_at=2021-03-05")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the report pack").click()
    assert download.value.suggested_filename == "mp303-report-pack-2021-03-05.zip"
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as read:
        assert read.testzip() is None
        assert "index.html" in read.namelist()
