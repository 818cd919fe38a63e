"""A small process as pack files, to be changed by tests."""

from __future__ import annotations

from tests.kernel.packs.helpers import files

STAGES = """\
stages:
  - {id: idea, name: Idea, meaning: Not decided., pre_decision: "true", sure: unverified}
  - {id: closed, name: Closed, meaning: Decided., pre_decision: "false", sure: unverified}
profiles:
  - id: first
    name: First process
    sure: unverified
    start: {date: 2020-01-01, sure: unverified}
    statuses:
      - {id: draft, name: Draft, stage: idea, sure: unverified}
      - {id: vote, name: Vote, stage: idea, sure: unverified}
      - {id: done, name: Done, stage: closed, sure: unverified}
  - id: second
    name: Second process
    sure: unverified
    start: {date: 2021-01-01, sure: unverified}
    statuses:
      - {id: asked, name: Asked, stage: idea, sure: unverified}
      - {id: answered, name: Answered, stage: closed, sure: unverified}
"""
BODIES = """\
bodies:
  - {id: board, name: Board, abbreviation: BO, kind: committee, function: Votes., sure: unverified}
  - id: court
    name: Court
    abbreviation: CO
    kind: committee
    function: Judges.
    profiles: [second]
    sure: unverified
"""
PROCESS = """\
conditions:
  - {id: clear, name: Clear, meaning: It is clear., remedy: Make it clear., sure: unverified}
clocks:
  - id: wait
    name: Time to wait
    starts: draft
    weight: limit
    missed: It is closed.
    sure: unverified
    count:
      working_days: {meaning: Days, values: {2020-01-01: {value: 5, sure: printed, reference: TOY}}}
      convention: {meaning: Counting, values: {2020-01-01: {value: exclusive, sure: unverified}}}
profiles:
  - profile: first
    sure: unverified
    statuses:
      - {status: draft, meaning: Written., if_nobody_acts: It waits., sure: unverified}
      - {status: vote, meaning: Voted on., if_nobody_acts: It waits., sure: unverified}
      - {status: done, meaning: Done., if_nobody_acts: Nothing., ends: "true", sure: unverified}
    steps:
      - {id: raise, name: Raise, from: [], to: draft, by: [{role: clerk}], does: Writes., sure: unverified}
      - id: submit
        name: Submit
        from: [draft]
        to: vote
        by: [{role: clerk}]
        does: Hands it in.
        conditions: [clear]
        clocks: [wait]
        sure: unverified
      - {id: decide, name: Decide, from: [vote], to: done, by: [{body: board}], does: Votes., sure: unverified}
  - profile: second
    sure: unverified
    statuses:
      - {status: asked, meaning: Asked., if_nobody_acts: It waits., sure: unverified}
      - {status: answered, meaning: Answered., if_nobody_acts: Nothing., ends: "true", sure: unverified}
    steps:
      - {id: ask, name: Ask, from: [], to: asked, by: [{role: clerk}], does: Asks., sure: unverified}
      - {id: answer, name: Answer, from: [asked], to: answered, by: [{body: court}], does: Answers., sure: unverified}
"""


def toy(*changes: tuple[str, str]) -> dict[str, bytes]:
    """The small pack, with texts of its `process.yaml` replaced. Each must stand in it."""
    text = PROCESS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return files(stages=STAGES, bodies=BODIES, process=text)


def line_of(text: str, *changes: tuple[str, str]) -> int:
    """The line of the small process in which a text stands, after the changes."""
    lines = toy(*changes)["process.yaml"].decode().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
