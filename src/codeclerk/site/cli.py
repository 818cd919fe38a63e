"""`codeclerk demo`: a whole installation of its own, from nothing to a running site."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click

from codeclerk.kernel.calendar.dates import Month
from codeclerk.kernel.console import Command
from codeclerk.kernel.errors import Kind, Reason, Refused

PORT_TAKEN = Reason(
    "site.port_taken",
    rule="the demo serves on a port of its own",
    problem="the port {object} is in use",
    remedy="Stop what uses it, or choose another: make demo DEMO_ARGS='--port 8001'.",
    kind=Kind.BROKEN,
)
NOT_HEALTHY = Reason(
    "site.not_healthy",
    rule="the demo is ready when its health page answers",
    problem="the site at {object} did not answer within {seconds} seconds",
    remedy="Read what the server printed above.",
    kind=Kind.BROKEN,
)
OTHER_EXAMPLE = Reason(
    "site.demo_of_another_version",
    rule="a demo goes on with what it has loaded; the example of another version may not fit that",
    problem="the example could not be loaded into {object}",
    remedy="If an earlier version of Codeclerk made that folder, remove it and start again.",
    kind=Kind.CONFLICT,
)
PATIENCE = 60
PAPERS = (("change-status", Month(2021, 3), date(2021, 3, 5)),)
"""What the demo renders: the kind of paper, its month, and the day that it shows."""


@click.command(cls=Command)
@click.option("--once", is_flag=True, help="Leave after the site answered once.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Where the demo keeps its database and papers.",
)
def demo(once: bool, port: int, folder: Path) -> None:
    """Set up an installation with its own database in --dir, load the example, render its papers, and serve it."""
    _check_port(port)
    # The demo is a place of its own: whatever installation the environment names stays untouched.
    for name in [name for name in os.environ if name.startswith("CODECLERK_") and name != "CODECLERK_PAPERS"]:
        del os.environ[name]
    os.environ["CODECLERK_DATA_DIR"] = str(folder.absolute())
    os.environ["CODECLERK_SITE_URL"] = f"http://127.0.0.1:{port}"
    from codeclerk.kernel.start import prepare_database, start_django

    click.echo(f"Setting up in {folder} ...")
    start_django()
    prepare_database()
    _load_example(folder)
    _render_papers(folder)
    _serve(port, once=once)


def _load_example(folder: Path) -> None:
    """Load the example and seal it. A second start finds it there."""
    from codeclerk.ingest import loader
    from codeclerk.ingest.cli import progress_lines
    from codeclerk.kernel import clock
    from codeclerk.kernel.seal import seal_pending

    click.echo("Loading the example ...")
    try:
        made = loader.load(loader.EXAMPLE, progress_lines())
    except Refused as refused:
        raise Refused(*refused.refusals, OTHER_EXAMPLE.refuse(str(folder)).first) from refused
    click.echo(str(made))
    if sealed := seal_pending(clock.now()):
        click.echo(f"{sealed} events sealed.")


def _render_papers(folder: Path) -> None:
    """Write each paper in every format. A kind that this installation does not build is said to be missing."""
    from django.conf import settings

    from codeclerk.kernel import clock
    from codeclerk.papers import registry
    from codeclerk.papers.output import write_file
    from codeclerk.papers.rendering import FORMATS
    from codeclerk.sources.viewers import viewer_of

    now, known = clock.now(), {kind.name for kind in registry.kinds()}
    for name, period, day in PAPERS:
        if name not in known:
            click.echo(f"No paper of the kind {name} is rendered: this installation does not build one.")
            continue
        kind, params = registry.find(name), registry.Params(period)
        lens = registry.lens_for(kind, viewer_of("public", now), params, day, registry.known_by(day, now))
        paper = registry.build(kind, lens, params, site=settings.CONFIG.site_url)
        for form in FORMATS.values():
            path = folder / f"{name}-{period.isoformat()}.{form.name}"
            write_file(path, form.write(paper))
            click.echo(f"{kind.title} of {period}: {path}")


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PORT_TAKEN.refuse(str(port)) from error


def _serve(port: int, *, once: bool) -> None:
    """Server and worker as processes of their own, ended together."""
    command = [sys.executable, "-c", "from codeclerk.cli import main; main()"]
    server = subprocess.Popen([*command, "serve", "--port", str(port)])
    worker = subprocess.Popen([*command, "worker", "--every", "10", "--quiet"])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server)
        click.echo(f"Codeclerk is ready on {address}" + ("." if once else " (Ctrl-C ends it)."))
        if not once:
            server.wait()
    except KeyboardInterrupt:
        click.echo("Ended.")
    finally:
        for process in (worker, server):
            process.terminate()
        for process in (worker, server):
            process.wait(timeout=20)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/health/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise NOT_HEALTHY.refuse(address, seconds=PATIENCE)
