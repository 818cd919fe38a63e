"""The state of a proposal worked out from the log alone: the plain measure of what tables and queries say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from codeclerk.kernel.models import Event
from codeclerk.process.rules.steps import Standing
from codeclerk.register.models import stream
from codeclerk.register.rules.numbers import whole_of

SAYS = {
    "register.status_set": "status",
    "register.path_set": "path",
    "register.hold_set": "hold",
    "register.flag_set": "flag",
}


def told(key: str, day: date, known: datetime) -> dict[str, tuple[date, dict[str, Any]]]:
    """What the log says of each fact of a proposal at the end of a day, as known at an instant: since when, and what.

    Of what was said for one day the last counts; a day of which it was taken back changes nothing.
    """
    said: dict[str, dict[date, dict[str, Any] | None]] = {}
    for event in Event.objects.filter(stream=stream(key), known_from__lte=known).order_by("pk"):
        body = event.body_json()
        if event.type == "register.change_withdrawn":
            name = body["fact"] + "".join(f":{one}" for one in body["which"])
            said.setdefault(name, {})[date.fromisoformat(body["day"])] = None
        elif event.type == "progression.fact_restored":
            name = body["fact"] + "".join(f":{one}" for one in body["which"])
            said.setdefault(name, {})[date.fromisoformat(body["day"])] = body["value"]
        elif event.type in SAYS:
            name = SAYS[event.type] + (f":{body['flag']}" if "flag" in body else "")
            said.setdefault(name, {})[event.effective] = body
    found = {}
    for name, days in said.items():
        there = [(first, body) for first, body in days.items() if first <= day and body is not None]
        if there:
            found[name] = max(there, key=lambda one: one[0])
    return found


def standing_from_log(key: str, day: date, known: datetime) -> Standing | None:
    """Where a proposal stood, from the log alone; a part as its whole, where nothing is said of itself."""
    whole = whole_of(key)
    facts = {**(told(whole, day, known) if whole else {}), **told(key, day, known)}
    if "status" not in facts:
        return None
    since, status = facts["status"]
    held_since, hold = facts.get("hold", (None, {}))
    is_over = bool(hold.get("until")) and date.fromisoformat(hold["until"]) < day
    return Standing(
        profile=status["profile"],
        status=status["status"],
        path=facts["path"][1]["path"] if "path" in facts else "",
        flags=frozenset(n.partition(":")[2] for n, (_, b) in facts.items() if n.startswith("flag") and b["is_set"]),
        is_held=bool(hold.get("is_held")) and not is_over,
        has_run_out=bool(hold.get("is_held")) and is_over,
        since=since,
        held_since=held_since,
    )
