"""A pack made of the SEC's and of a short file that says what differs. Nothing but data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from codeclerk.kernel.publishing import installed_packs


class _Plain(yaml.SafeDumper):
    """Writes every value out, since a pack has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


OVERLAY = Path(__file__).parent / "code_manager.yaml"


def derive(folder: Path) -> Path:
    """Write the pack of the SEC with one more profile, in which a code manager has the powers of the committees."""
    change = _read(OVERLAY)
    pack = {path.stem: _read(path) for path in installed_packs()["sec"].glob("*.yaml")}
    pack["bodies"]["bodies"] += change["bodies"]
    pack["numbering"]["series"] += change["series"]
    _profile(pack, change)
    _decisions(pack, change)
    _process(pack, change)
    folder.mkdir()
    for name, value in pack.items():
        (folder / f"{name}.yaml").write_text(yaml.dump(value, Dumper=_Plain, sort_keys=False), encoding="utf-8")
    return folder


def _read(path: Path) -> Any:
    """A pack file, every value as the text that stands there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _profile(pack: Any, change: Any) -> None:
    """The statuses of 2018, with those renamed that name a committee."""
    (old,) = (one for one in pack["stages"]["profiles"] if one["id"] == "2018")
    statuses = [{**one, **change["statuses"].get(one["id"], {})} for one in old["statuses"]]
    pack["stages"]["profiles"].append({**change["profile"], "statuses": statuses})


def _decisions(pack: Any, change: Any) -> None:
    """What a committee can decide, whoever acts instead can."""
    for outcome in pack["decisions"]["outcomes"]:
        outcome["by"] += [
            {**one, "body": change["instead"][one["body"]]}
            for one in outcome["by"]
            if one["body"] in change["instead"] and "flag" not in one
        ][:1]


def _process(pack: Any, change: Any) -> None:
    """The steps of 2018, taken by whoever acts instead."""
    (old,) = (one for one in pack["process"]["profiles"] if one["profile"] == "2018")
    made = _swapped(old, change)
    steps = [one for one in made["steps"] if one["id"] not in change["without"]]
    for step in steps:
        step.pop("vote", None)  # who decides alone does not vote
        step["conditions"] = [*step.get("conditions", []), *change["also"].get(step["id"], [])]
    made |= {"profile": change["profile"]["id"], "steps": [*steps, *change["steps"]]}
    pack["process"]["profiles"].append(made)
    pack["process"]["entitled"] += change["entitled"]
    pack["process"]["conditions"] += change["conditions"]


def _swapped(value: Any, change: Any, key: str = "") -> Any:
    """The same with other bodies, statuses, series and words."""
    if isinstance(value, list):
        return [_swapped(one, change, key) for one in value]
    if isinstance(value, dict):
        made = {name: _swapped(one, change, name) for name, one in value.items()}
        return {name: one for name, one in made.items() if one != "null"}
    if key == "body":
        return change["instead"].get(value, value)
    if key in ("from", "to", "status"):
        return change["statuses"].get(value, {"id": value})["id"]
    if key == "renumbers":
        return change["numbers"].get(value, value)
    for old, new in change["words"].items():
        value = value.replace(old, new)
    return value
