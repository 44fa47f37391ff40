"""A file is complete or absent: at every call that a full disk can fail, and after a kill."""

import errno
import os
from pathlib import Path

import pytest

from resolutions.atomic_file import atomic_write, hash_file, is_disk_full, write_atomically


def no_space(*args, **options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fill_disk_at(monkeypatch, call: str) -> None:
    """Make one of the calls of a write fail as on a full disk."""
    if call == "write":
        monkeypatch.setattr("os.fdopen", lambda descriptor, mode: FullFile(descriptor))
    else:
        monkeypatch.setattr(f"os.{call}", no_space)


class FullFile:
    """A file that takes half of the bytes and then has no space."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        os.close(self.descriptor)

    def write(self, data: bytes) -> int:
        os.write(self.descriptor, data[: len(data) // 2])
        no_space()

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("before", [None, "old"])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch, call, before):
    path = tmp_path / "file"
    if before:
        path.write_text(before)
    with monkeypatch.context() as context, pytest.raises(OSError) as raised:
        fill_disk_at(context, call)
        write_atomically(path, "new")
    assert is_disk_full(raised.value)
    assert [file.name for file in tmp_path.iterdir()] == (["file"] if before else [])
    assert not before or path.read_text() == before


def test_the_bytes_are_synced_before_the_name_and_the_folder_after_it(tmp_path, monkeypatch):
    calls = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr("os.fsync", lambda descriptor: (calls.append("sync"), fsync(descriptor)))
    monkeypatch.setattr("os.replace", lambda *names: (calls.append("rename"), replace(*names)))
    write_atomically(tmp_path / "file", "text")
    assert calls == ["sync", "rename", "sync"]


def test_bytes_that_differ_from_their_hash_get_no_name(tmp_path):
    with pytest.raises(OSError, match="differ"), atomic_write(tmp_path / "file", sha256="0" * 64) as file:
        file.write(b"text")
    assert list(tmp_path.iterdir()) == []


def test_the_mode_is_that_asked_for_within_the_umask(tmp_path):
    umask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "shared", "x")
        write_atomically(tmp_path / "private", "x", mode=0o600)
    finally:
        os.umask(umask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("shared", "private")] == [0o640, 0o600]


def test_a_file_is_hashed_in_parts(tmp_path):
    (tmp_path / "file").write_bytes(b"a" * 3_000_000)
    assert hash_file(tmp_path / "file").startswith("2a152c89")


@pytest.mark.parametrize(
    "error, full",
    [
        (OSError(errno.ENOSPC, ""), True),
        (OSError(errno.EDQUOT, ""), True),
        (OSError(errno.EACCES, ""), False),
        (ValueError(), False),
    ],
)
def test_a_full_disk_is_told_from_other_errors(error, full):
    assert is_disk_full(error) is full


def test_a_full_disk_of_the_database_is_a_full_disk():
    cause = type("DiskFull", (Exception,), {"pgcode": "53100"})()
    error = RuntimeError()
    error.__cause__ = cause
    assert is_disk_full(error)


def full_device() -> Path:
    return Path("/dev/full")


@pytest.mark.skipif(not full_device().exists(), reason="only Linux has a device that is always full")
def test_the_error_of_a_real_full_device_is_recognised():
    with pytest.raises(OSError) as raised, full_device().open("wb", buffering=0) as file:
        file.write(b"text")
    assert is_disk_full(raised.value)
