"""A file appears whole or not at all."""

import errno

import pytest

from codeclerk.kernel.errors import Refused
from codeclerk.papers.output import write_file


def test_a_file_is_written_and_replaced(tmp_path):
    write_file(tmp_path / "paper.pdf", b"one")
    write_file(tmp_path / "paper.pdf", b"two")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("paper.pdf", b"two")]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_refused_and_leaves_what_was_there(tmp_path, monkeypatch, step):
    (tmp_path / "paper.pdf").write_bytes(b"before")

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("codeclerk.papers.output.os.fsync" if step == "fsync" else "pathlib.Path.replace", full)
    with pytest.raises(Refused) as caught:
        write_file(tmp_path / "paper.pdf", b"after")
    assert caught.value.first.code == "papers.not_written"
    assert "No space left on device" in str(caught.value)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("paper.pdf", b"before")]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="No such file"):
        write_file(tmp_path / "nowhere" / "paper.pdf", b"x")
