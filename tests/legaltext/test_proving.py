"""The file of a version proves itself: a byte that is another one is found."""

import json
import zipfile
from datetime import timedelta

import pytest

from codeclerk.kernel import backup, bus, vault
from codeclerk.kernel.chain import canonical_json
from codeclerk.kernel.events import read_body
from codeclerk.kernel.models import Event
from codeclerk.legaltext import proving, queries, signing, store
from codeclerk.legaltext.models import CodeVersion, Stretch
from codeclerk.legaltext.rules.provisions import Code
from tests.legaltext.small_code import load
from tests.register.support import do, lens
from tests.support.records import loaded_once

pytestmark = pytest.mark.django_db
record = loaded_once(load)


@pytest.fixture
def file(record):
    do("consolidate", number="17.0", effective="2020-11-05 06:00", proposals=["MP092", "MP106"])
    return queries.bundle_of(lens(), "17.0")


@pytest.mark.inventory(
    "F36", partial="amendments are carried out and published when a person says so, not by the day of the release"
)
def test_a_consolidated_version_proves_itself(file):
    report = proving.check(file, signing.public_key())
    assert report.findings == ()
    assert (report.version, report.versions, report.keys) == ("17.0", 2, (signing.public_key(),))
    assert report.root == queries.code_at(lens(), "17.0").root
    assert "Version 17.0 is sound" in str(report)
    assert queries.check_version(lens(), "17.0").is_sound
    assert queries.check_version(lens(), "16.0").is_sound


@pytest.mark.any_database
def test_every_tampered_byte_is_found(file):
    for place in range(0, len(file), 23):
        for flip in (0x01, 0x20):
            changed = bytearray(file)
            changed[place] ^= flip
            assert proving.check(bytes(changed)).findings, place
    assert proving.check(file[:-1]).findings
    assert proving.check(file + b"\n").findings
    assert proving.check(b"").findings


def resigned(file, change):
    """The file after somebody changed a value in it, and signed everything again with a key of their own."""
    value = json.loads(file)
    change(value)
    parent = ""
    for one in value["versions"]:
        one["manifest"] |= {"parent": parent, "key": signing.public_key()}
        content = canonical_json(one["manifest"]).encode() + b"\n"
        one["signature"], parent = signing.sign(content), proving.digest(content)
    return canonical_json(value).encode() + b"\n"


def digest_of(value):
    return proving.digest(canonical_json(value).encode() + b"\n")


def last(value):
    return value["versions"][-1]["manifest"]


def drop_operation(value):
    last(value)["redlines"][0]["operations"].pop()


def other_check(value):
    last(value)["certificate"]["checks"][0] = "Nothing differs"


def other_root(value):
    last(value)["root"] = "0" * 64


def no_parent(value):
    del value["versions"][0]
    named = {line[4] for line in last(value)["documents"]}
    value["documents"] = [one for one in value["documents"] if digest_of(one) in named]


def no_document(value):
    value["documents"].pop()


def other_param(value):
    last(value)["params"]["hours"] = "seven"


def other_base(value):
    last(value)["certificate"]["base"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (drop_operation, "The certificate of version 17.0"),
        (other_check, "it does not say what its amendments prove"),
        (other_root, "not 0000"),
        (no_parent, "the version that it was made of is missing"),
        (no_document, "it is missing, or is not what was signed"),
        (other_param, "its text gives the root"),
        (other_base, "its certificate is not about version 16.0"),
    ],
)
def test_what_was_signed_again_still_has_to_fit(file, change, found):
    assert found in str(proving.check(resigned(file, change)))


def test_another_key_is_told(file):
    assert "signed with another key" in str(proving.check(file, "00" * 32))


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_frozen_hash_or_label_that_the_text_does_not_give_is_told(file, place):
    def change(value):
        named = {line[4] for line in last(value)["documents"]}
        document = next(one for one in value["documents"] if digest_of(one) in named)
        old = digest_of(document)
        document["provisions"][1][place] = "0" * 64
        for one in value["versions"]:
            for line in one["manifest"]["documents"]:
                line[4] = digest_of(document) if line[4] == old else line[4]
        value["documents"].sort(key=digest_of)

    assert "its hashes or labels are not those that its text gives" in str(proving.check(resigned(file, change)))


def test_a_damaged_file_in_the_vault_is_told(file, settings):
    version = CodeVersion.objects.get(number="17.0")
    path = settings.CONFIG.data_dir.absolute() / "vault" / version.manifest[:2] / version.manifest
    kept = path.read_bytes()
    try:
        path.write_bytes(kept[:-2] + b" \n")
        assert "damaged" in str(queries.check_version(lens(), "17.0"))
        assert version.manifest in vault.needed()
    finally:
        path.write_bytes(kept)


def test_a_table_that_says_something_else_is_told(file, monkeypatch):
    from codeclerk.legaltext.queries import checks

    def wrong(one):
        return ["another", *checks_node(one)[1:]]

    checks_node = checks.node_json
    monkeypatch.setattr(checks, "node_json", wrong)
    assert "the table of documents does not say what its file says" in str(queries.check_version(lens(), "17.0"))


def test_what_has_a_hash_is_read_once(file):
    assert store.code(CodeVersion.objects.get(number="17.0").manifest) is queries.code_at(lens(), "17.0")
    assert isinstance(queries.code_at(lens()), Code)


@pytest.mark.sqlite_only
def test_the_signing_key_is_its_owners_and_in_no_backup(file, settings, tmp_path):
    kept = settings.CONFIG.data_dir / "signing-key"
    assert kept.stat().st_mode & 0o777 == 0o600
    backup.write(tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"manifest.json", "tables", "vault"}
        secret = kept.read_bytes()
        assert not any(secret in archive.read(name) for name in archive.namelist())


def test_the_log_alone_and_the_vault_make_the_tables(file):
    event = Event.objects.filter(type="legaltext.version_published").latest("pk")
    body = read_body(event.type, event.version, event.body_json(), None)
    again = body.model_copy(
        update={"number": "17.9", "parent": "16.0", "effective": body.effective + timedelta(days=1)}
    )
    Stretch.objects.filter(version__number="17.0").update(superseded_from=event.known_from)
    store.document.cache_clear()
    again.write(bus.stamp_of(event))
    assert queries.code_at(lens(), "17.9").root == queries.code_at(lens(), "17.0").root
    assert queries.clause_at(lens(), "H8.1(c)").version == "17.9"
