"""YAML is read as text, with places; everything clever in YAML is refused."""

from __future__ import annotations

import pytest
import yaml

from codeclerk.kernel.packs import reading
from codeclerk.kernel.packs.reasons import Place, Problems
from tests.kernel.packs.helpers import faults, files, words


def _read(text: str | bytes) -> object:
    problems = Problems()
    tree = reading.read("a.yaml", text if isinstance(text, bytes) else text.encode(), problems)
    problems.raise_all()
    assert tree is not None
    return reading.plain(tree)


@pytest.fixture(params=["c", "python"], autouse=True)
def _both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOADER", yaml.CSafeLoader if request.param == "c" else yaml.SafeLoader)


@pytest.mark.parametrize(
    "written",
    ["20:00", "1.10", "0144", "NO", "yes", "on", "null", "~", "1e3", "0x1F", "2021-02-30", ".inf", "1_000", "="],
)
def test_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert _read(f"a: {written}\nb: [{written}]") == {"a": written, "b": (written,)}


def test_quoted_and_folded_texts_are_read() -> None:
    assert _read('a: "x: y"\nb: >-\n  one\n  two\nc: "<<"\n"": d') == {"a": "x: y", "b": "one two", "c": "<<", "": "d"}


def test_places_are_kept() -> None:
    tree = reading.read("a.yaml", b"# note\nroles:\n  - id: clerk\n    name: Clerk\n", Problems())
    assert isinstance(tree, reading.Keys)
    rows = tree.entries["roles"].node
    assert isinstance(rows, reading.Items)
    row = rows.items[0]
    assert isinstance(row, reading.Keys)
    assert row.entries["name"].place == Place("a.yaml", 4, 5)
    assert row.entries["name"].node.place == Place("a.yaml", 4, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", [("yaml_feature", 1), ("yaml_feature", 2)]),
        ("a:\n  <<: {b: c}\n", [("yaml_feature", 2)]),
        ("a: !!int 1\n", [("yaml_feature", 1)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml_feature", 1)]),
        ("? [a, b]\n: c\n", [("yaml_feature", 1)]),
        ("# x\n%YAML 1.1\n---\na: b\n", [("yaml_feature", 2)]),
        ("a: b\n---\nc: d\n", [("yaml_feature", 2)]),
        ("a: 1\nb: 2\na: 3\n", [("key_repeated", 3)]),
        ("a:\nb: c\n", [("value_empty", 1)]),
        ("a:\n  - b\n  -\n", [("value_empty", 3)]),
        ("", [("value_empty", 0)]),
        ("a: b\n\tc: d\n", [("not_yaml", 2)]),
        ('a: "b\n', [("not_yaml", 2)]),
        ("a: b\nc: d: e\n", [("not_yaml", 2)]),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    found = [(code, line) for code, file, line in faults(files(roles=text)) if code not in _TYPING]
    assert found == expected


_TYPING = {"key_unknown", "key_missing", "shape_wrong"}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a: b\nc: \xff\n", 2),
        (b"\xef\xbb\xbfa: b\n", 1),
        (b"a: b\n\nc: \x00\n", 3),
        (b'a: b\nc: "\\0"\n', 2),
        ("a: b\nc: x\u2028y\n".encode(), 2),
        (b"a: b\rc: d", 1),
        ("a: b".encode("utf-16"), 1),
    ],
)
def test_what_is_not_clean_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    found = faults({**files(), "roles.yaml": data})
    assert ("not_text", "roles.yaml", line) in found


def test_windows_line_ends_are_read() -> None:
    assert _read("a: b\r\nc:\r\n  - d\r\n") == {"a": "b", "c": ("d",)}


def test_billion_laughs_is_refused_at_once() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    found = faults(files(roles="\n".join(lines)))
    assert ("yaml_feature", "roles.yaml", 1) in found
    assert sum(code == "yaml_feature" for code, _file, _line in found) == 40 + 39 * 3


@pytest.mark.parametrize(
    "text",
    ["[" * 300_000, "a: " + "{a: " * 50_000, "- " * 100_000, "a: [" + "b, " * 40_000 + "]", "x" * 600_000],
)
def test_a_bound_that_is_passed_is_refused(text: str) -> None:
    assert {code for code, _file, _line in faults(files(roles=text))} == {"too_large"}


def test_many_faults_are_cut_with_their_number() -> None:
    text = "roles:\n" + "".join(f"  - {{id: r{n}, nam: x}}\n" for n in range(300))
    found = words(files(roles=text))
    assert len(found) == 501
    assert found[-1].startswith("packs/toy/: 1000 more faults are not listed")


def test_refusal_of_a_feature_says_what_to_do() -> None:
    assert words(files(roles="%YAML 1.1\n---\nroles: []\n")) == [
        "packs/toy/roles.yaml line 1: a % directive is not allowed in a pack. Remove the line that starts with %."
    ]
