"""Whatever bytes are given, the loader answers with a pack or a refusal."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeclerk.kernel.errors import Refused
from codeclerk.kernel.packs import load_files, registered_kinds
from tests.kernel.packs.helpers import files, sec

_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NAMES = st.one_of(st.sampled_from([f"{name}.yaml" for name in registered_kinds()]), st.text(max_size=20))
_PIECES = st.lists(
    st.sampled_from(
        [
            *("a", "roles", "id", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&x ", "*x", "<<", "!t ", '"', "'"),
            *("%Y", "|", ">", "#", "?", "\t", "---\n", "...", "\r\n", "2018-11-01", "~", "é", "{found}"),
            *("\\U0011FFFF", "\\uD800"),
        ]
    ),
    max_size=60,
).map("".join)


def _answers(given_files: dict[str, bytes]) -> None:
    try:
        load_files(given_files)
    except Refused as refused:
        for refusal in refused.refusals:
            assert str(refusal)
            json.dumps(refusal.facts).encode()


@_SETTINGS
@given(st.dictionaries(_NAMES, st.binary(max_size=300), max_size=4))
def test_arbitrary_bytes_are_loaded_or_refused(given_files: dict[str, bytes]) -> None:
    _answers(given_files)


@_SETTINGS
@given(st.sampled_from(sorted(registered_kinds())), _PIECES)
def test_arbitrary_yaml_is_loaded_or_refused(kind: str, text: str) -> None:
    _answers({**files(), f"{kind}.yaml": text.encode()})


@settings(_SETTINGS, max_examples=50)
@given(st.data())
def test_damaged_sec_pack_is_loaded_or_refused(data: st.DataObject) -> None:
    given_files = dict(sec().files)
    name = data.draw(st.sampled_from(sorted(given_files)))
    lines = given_files[name].decode().splitlines(keepends=True)
    index = data.draw(st.integers(0, len(lines) - 1))
    lines[index : index + data.draw(st.integers(0, 3))] = [data.draw(_PIECES)]
    given_files[name] = "".join(lines).encode()
    _answers(given_files)
