"""A small pack as bytes, and the short form in which tests compare refusals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import codeclerk.packs
from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import Pack, load, load_files

HEAD = b"""\
id: toy
title: Toy Code
version: "1.10"
effective_from: {date: 2020-01-01, sure: unverified}
timezone: Europe/London
holidays: england-wales
sources:
  - {id: TOY, kind: paper, title: A toy paper}
"""

ROLES = b"""\
roles:
  - id: clerk
    name: Clerk
    aliases: [Scribe]
    scope: installation
    meaning: Keeps the book.
    sure: unverified
"""


def files(**texts: str) -> dict[str, bytes]:
    """The small pack, with files added or replaced: `files(roles="...")` is `roles.yaml`."""
    return {
        "pack.yaml": HEAD,
        "roles.yaml": ROLES,
        **{f"{name}.yaml": text.encode() for name, text in texts.items()},
    }


def faults(given: Mapping[str, bytes], label: str = "packs/toy/") -> list[tuple[str, str, int]]:
    """Code (without its folder), file and line of every refusal of a pack."""
    with pytest.raises(Refused) as caught:
        load_files(given, label=label)
    return [
        (refusal.code.removeprefix("kernel.pack_"), refusal.facts["file"], refusal.facts["line"])
        for refusal in caught.value.refusals
    ]


def words(given: Mapping[str, bytes]) -> list[str]:
    """Problem and remedy of every refusal of a pack."""
    with pytest.raises(Refused) as caught:
        load_files(given, label="packs/toy/")
    return [f"{refusal.problem}. {refusal.remedy}" for refusal in caught.value.refusals]


def sec() -> Pack:
    return load(Path(codeclerk.packs.__file__).parent / "sec")
