"""Folders, digests, the cache, and kinds that higher folders add."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from codeclerk.kernel.errors import Reason, Refused
from codeclerk.kernel.packs import (
    Assessments,
    Named,
    PackFile,
    Refers,
    Review,
    Roles,
    digest_of,
    load,
    load_files,
    register_kind,
    registered_kinds,
)
from tests.kernel.packs.helpers import HEAD, ROLES, faults, files


@pytest.fixture
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codeclerk.kernel.packs.kinds._KINDS", dict(registered_kinds()))


def _write(folder: Path, given: dict[str, bytes]) -> Path:
    for name, data in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_folder_and_files_give_the_same_pack(tmp_path: Path) -> None:
    pack = load(_write(tmp_path / "toy", files()))
    assert pack == load_files(files())
    assert pack.id == "toy"
    assert pack.version == "1.10"
    assert dict(pack.files) == {"pack.yaml": HEAD, "roles.yaml": ROLES}
    assert load_files(pack.files).digest == pack.digest


def test_files_read_back_as_memoryview_are_read() -> None:
    pack = load_files({name: memoryview(data) for name, data in files().items()})  # type: ignore[misc]
    assert pack == load_files(files())


def test_digest_is_the_hash_of_the_list_of_hashes() -> None:
    listed = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files().items()))
    assert load_files(files()).digest == hashlib.sha256(listed.encode()).hexdigest()


def test_digest_ignores_order_and_feels_each_byte_and_name() -> None:
    given = files()
    digest = digest_of(given)
    assert digest_of(dict(reversed(given.items()))) == digest
    for name, data in given.items():
        for index in range(0, len(data), 7):
            changed = data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :]
            assert digest_of({**given, name: changed}) != digest
    assert digest_of({**given, "notes.yaml": b""}) != digest
    assert digest_of({"pack.yaml": given["roles.yaml"], "roles.yaml": given["pack.yaml"]}) != digest


def test_same_digest_is_parsed_once() -> None:
    assert load_files(files()) is load_files(files())
    assert load_files(files(roles=ROLES.decode() + "# later\n")) is not load_files(files())


def test_missing_folder_is_refused_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path / "toy")
    assert str(caught.value).startswith("packs/toy: no pack.yaml there.")
    assert str(tmp_path) not in str(caught.value)


def test_files_without_head_are_refused() -> None:
    assert faults({"roles.yaml": ROLES}) == [("not_found", "pack.yaml", 0)]
    assert faults({}) == [("not_found", "pack.yaml", 0)]


@pytest.mark.parametrize("name", ["other.yaml", "roles.yml", "../roles.yaml", "roles/a.yaml", ".hidden", "a/b/c.yaml"])
def test_unknown_file_is_refused(name: str) -> None:
    assert faults({**files(), name: b"a: b"}) == [("file_unknown", name, 0)]


def test_unknown_file_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = _write(tmp_path / "toy", {**files(), "sub/readme.md": b"hello"})
    with pytest.raises(Refused) as caught:
        load(folder)
    assert [refusal.object for refusal in caught.value.refusals] == ["packs/toy/sub/readme.md"]


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("roles: []")
    folder = _write(tmp_path / "toy", {"pack.yaml": HEAD})
    (folder / "roles.yaml").symlink_to(secret)
    with pytest.raises(Refused) as caught:
        load(folder)
    assert [refusal.code for refusal in caught.value.refusals] == ["kernel.pack_file_not_plain"]


def test_missing_kind_is_refused_when_asked_for() -> None:
    pack = load_files(files())
    with pytest.raises(Refused, match="Code pack toy: the pack has no assessments"):
        pack.of(Assessments)
    with pytest.raises(Refused, match="has no assessments"):
        pack.find_alias("assessments", "PA")


def test_place_of_a_value_is_known() -> None:
    pack = load_files(files())
    assert pack.where("roles.yaml", "roles", 0, "meaning") == "packs/toy/roles.yaml line 6"
    assert pack.of(Roles).roles[0].meaning == "Keeps the book."


def test_pack_cannot_be_changed() -> None:
    pack = load_files(files())
    with pytest.raises(AttributeError):
        pack.digest = "0"  # type: ignore[misc]
    with pytest.raises(TypeError):
        pack.files["pack.yaml"] = b""  # type: ignore[index]


class _Duty(Named):
    role: Annotated[str, Refers("roles")]


class _Duties(PackFile):
    vocabulary: ClassVar[tuple[str, ...]] = ("duties",)
    duties: tuple[_Duty, ...]


_TOO_FEW = Reason("test.too_few", "A list of duties has two.", "{object}: only {count}", "Add one.")


def _two(review: Review) -> None:
    for file, part in review.parts(_Duties).items():
        if len(part.duties) < 2:
            review.refuse(_TOO_FEW, file, ("duties",), count=len(part.duties))


_ONE_DUTY = b"duties:\n  - {id: %s, name: %s, role: %s, sure: unverified}\n"


@pytest.mark.usefixtures("_own_kinds")
def test_registered_kind_is_typed_checked_and_resolved() -> None:
    given = {**files(), "duties/day.yaml": _ONE_DUTY % (b"a", b"Read", b"clerk")}
    assert faults(given) == [("file_unknown", "duties/day.yaml", 0)]
    register_kind("duties", _Duties, many=True)
    register_kind("duties", _Duties, many=True)
    pack = load_files({**given, "duties/night.yaml": _ONE_DUTY % (b"b", b"Sleep", b"clerk")})
    assert list(pack.every(_Duties)) == ["day", "night"]
    assert pack.find_alias("duties", "SLEEP", _Duty).role == "clerk"
    again = {**given, "duties/night.yaml": _ONE_DUTY % (b"b", b"READ", b"clark")}
    assert faults(again) == [("name_repeated", "duties/night.yaml", 2), ("reference_unknown", "duties/night.yaml", 2)]


@pytest.mark.usefixtures("_own_kinds")
def test_check_of_a_kind_refuses_at_its_place() -> None:
    register_kind("duties", _Duties, check=_two)
    with pytest.raises(Refused) as caught:
        load_files({**files(), "duties.yaml": _ONE_DUTY % (b"a", b"Read", b"clerk")}, label="packs/toy/")
    assert [refusal.problem for refusal in caught.value.refusals] == ["packs/toy/duties.yaml line 1: only 1"]


@pytest.mark.usefixtures("_own_kinds")
def test_two_kinds_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="clashes"):
        register_kind("roles", _Duties)


def test_same_pack_is_parsed_anew_when_kinds_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_files(files())
    monkeypatch.setattr("codeclerk.kernel.packs.kinds._KINDS", dict(registered_kinds()))
    register_kind("duties", _Duties)
    assert load_files(files()) is not first
