"""The `codeclerk` command: one entry point, each folder's commands loaded only when they are named."""

from __future__ import annotations

import importlib
import os

import click

from codeclerk import __version__
from codeclerk.kernel.console import Group

# Name of the command -> the module and attribute that hold it. A module that needs the database calls
# `codeclerk.kernel.start.start_django()`; `workdays` does not, and answers at once.
COMMANDS: dict[str, str] = {
    "act": "codeclerk.kernel.cli:act",
    "acts": "codeclerk.kernel.cli:acts",
    "assessment": "codeclerk.assessments.cli:assessment",
    "authority": "codeclerk.authority.cli:authority",
    "backup": "codeclerk.kernel.cli:backup",
    "check": "codeclerk.checks.cli:check",
    "code": "codeclerk.legaltext.cli:code",
    "committee": "codeclerk.committees.cli:committee",
    "consultation": "codeclerk.consultations.cli:consultation",
    "decision": "codeclerk.decisions.cli:decision",
    "demo": "codeclerk.site.cli:demo",
    "derogation": "codeclerk.derogations.cli:derogation",
    "draft": "codeclerk.raising.cli:draft",
    "due": "codeclerk.site.due_cli:due",
    "following": "codeclerk.following.cli:following",
    "engagement": "codeclerk.engagement.cli:engagement",
    "load": "codeclerk.ingest.cli:load",
    "meeting": "codeclerk.meetings.cli:meeting",
    "migrate": "codeclerk.kernel.cli:migrate",
    "proposal": "codeclerk.register.cli:proposal",
    "paper": "codeclerk.papers.cli:paper",
    "proposal-parts": "codeclerk.parts.cli:proposal_parts",
    "process": "codeclerk.process.cli:process",
    "steps": "codeclerk.progression.cli:steps",
    "release": "codeclerk.releases.cli:release",
    "restore": "codeclerk.kernel.cli:restore",
    "serve": "codeclerk.kernel.cli:serve",
    "sources": "codeclerk.sources.cli:sources",
    "tick": "codeclerk.kernel.cli:tick",
    "verify": "codeclerk.kernel.cli:verify",
    "vote": "codeclerk.votes.cli:vote",
    "worker": "codeclerk.kernel.cli:worker",
    "workdays": "codeclerk.kernel.calendar.cli:workdays",
}


class LazyGroup(Group):
    """Loads a command's module when the command is used, so that start-up pays only for what runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="codeclerk")
def main() -> None:
    """Run the change process of an industry code from one record."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codeclerk.settings")
