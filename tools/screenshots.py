"""`make screenshots`: the pictures of the README, taken of a demo that is started for them and ended again.

The demo gets a folder and a port of its own, so that nothing which is already running or loaded gets into a picture.
The browser is the system's Chromium, with the flags of the browser tests.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # instead of this folder, whose names would hide others

from tests.support.browser import ARGUMENTS, MISSING, chromium  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
THEN = "as_at=2021-03-05&known_at=2021-03-05"
PATIENCE = 180


@dataclass(frozen=True)
class Shot:
    """One picture: its file, the page it shows, and how large it is. `at`: what it begins with, further down."""

    name: str
    address: str
    width: int = 1280
    height: int = 860
    dark: bool = False
    at: str = ""


SHOTS = (
    Shot("home", f"/?{THEN}"),
    Shot("home-phone", f"/?{THEN}", width=390, height=860, dark=True),
    Shot("proposals", f"/proposals/?stage=release&{THEN}"),
    Shot("proposal", f"/proposals/MP144/?{THEN}"),
    Shot("report", "/papers/change-status/2021-03/?as_at=2021-03-05", at=".paper-chart"),
    Shot("redline", "/code/compare/?old=2.0&new=3.0", at="#section-h"),
    Shot("meeting", "/meetings/panel-2020-12-11/?as_at=2020-12-11", at="main h2"),
)


class Failed(Exception):
    """A picture could not be taken; the text says which and why."""


def take(browser: Browser, base: str, folder: Path, shots: tuple[Shot, ...] = SHOTS) -> list[Path]:
    """Take pictures of the site at `base` into `folder`. Raises `Failed` for a page that does not answer well."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for shot in shots:
        context = browser.new_context(
            base_url=base,
            viewport={"width": shot.width, "height": shot.height},
            color_scheme="dark" if shot.dark else "light",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        page = context.new_page()
        answer = page.goto(shot.address)
        if answer is None or not answer.ok:
            raise Failed(f"{shot.address} answered {answer.status if answer else 'nothing'}.")
        page.evaluate("document.fonts.ready")
        if shot.at:
            page.locator(shot.at).first.evaluate("(part) => scrollTo(0, part.getBoundingClientRect().top - 8)")
        path = folder / f"{shot.name}.png"
        page.screenshot(path=path, animations="disabled")
        context.close()
        made.append(path)
    return made


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """The address of a demo on a temporary folder and a free port; ended, with all its processes, at the end."""
    with tempfile.TemporaryDirectory(prefix="codeclerk-screenshots-") as folder:
        port = free_port()
        command = [sys.executable, "-c", "from codeclerk.cli import main; main()", "demo"]
        options = ["--port", str(port), "--dir", f"{folder}/demo"]
        with Path(folder, "log").open("w+", encoding="utf-8") as log:
            process = subprocess.Popen(
                [*command, *options], cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
            address = f"http://127.0.0.1:{port}"
            try:
                wait_for(address, process)
                yield address
            except Failed as failed:
                log.seek(0)
                raise Failed(f"{failed} The demo printed:\n{log.read()}") from None
            finally:
                end(process)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the site is healthy. Raises `Failed` when it ended, or took too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Failed(f"The demo ended with {process.returncode}.")
        try:
            with urlopen(f"{address}/health/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise Failed(f"The demo was not ready within {PATIENCE} seconds.")


def end(process: subprocess.Popen[bytes]) -> None:
    """End the demo as Ctrl-C does, and its server and worker with it; by force where it does not listen."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, 2)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    """Take them all; 0 when every one is there, 2 with one line when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=IMAGES, help="the folder of the pictures")
    folder = parser.parse_args(arguments).to
    if chromium() is None:
        print(MISSING, file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    try:
        with demo() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, "--lang=en-GB"])
            for path in take(browser, address, folder):
                print(f"{path}: {path.stat().st_size // 1024} KB")
            browser.close()
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
