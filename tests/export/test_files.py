import os
from errno import EACCES
from pathlib import Path

import pytest

from cs.export.files import write_all, write_whole


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "计划.csv", b"a")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("计划.csv", b"a")]


def test_an_existing_file_is_replaced_only_when_told_to(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    write_whole(target, b"new", force=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("plan.json", b"new")
    ]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, b"new", force=True)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "plan.json", tmp_path / "latest.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_nothing_is_left_behind_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("cs.export.files.os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        write_whole(tmp_path / "plan.json", b"a" * 100_000)
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"text", force=True)
    assert os.read(reader, 99) == b"text"
    os.close(reader)
    assert pipe.is_fifo()
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "plan", b"a", force=True)


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "plan", b"a")


def test_an_error_names_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_more: object) -> tuple[int, str]:
        raise PermissionError(EACCES, "no", str(tmp_path / ".plan.csv.x7.tmp"))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(PermissionError) as error:
        write_whole(tmp_path / "plan.csv", b"")
    assert error.value.filename == str(tmp_path / "plan.csv")


def test_of_several_files_the_one_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError) as error:
        write_all(tmp_path, {"a": b"1", "b": b"2"})
    assert error.value.filename == str(tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
