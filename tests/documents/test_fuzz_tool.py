"""The fuzzer that people start by hand runs, and keeps what it finds."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tools import fuzz_loader

ROOT = Path(__file__).parents[2]


def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "fuzz_loader.py", "3", "--plain"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "inputs, nothing found" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def look(data: bytes) -> None:
        raise RuntimeError("as a bug would")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fuzz_loader, "_looking", lambda: look)

    assert fuzz_loader._fuzz_at_random(5, seed=1) == 1
    (crash,) = tmp_path.iterdir()
    assert crash.name.startswith("crash-")
    assert "as a bug would" in capsys.readouterr().out


def test_the_same_seed_gives_the_same_inputs() -> None:
    known = fuzz_loader.seeds()
    one, other = random.Random(3), random.Random(3)

    assert [fuzz_loader._changed(one, known) for _ in range(20)] == [
        fuzz_loader._changed(other, known) for _ in range(20)
    ]
