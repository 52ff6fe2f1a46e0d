"""How a run ends: interrupted, without a reader, with a terminal that cannot show the text."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cs.__main__ import run, take_language
from cs.terminal import Stop
from tests.cli.shell import cs


@pytest.fixture
def broken_command(monkeypatch: pytest.MonkeyPatch):
    """`cs init` replaced by a command that ends as told."""

    def replace(ending: BaseException) -> None:
        def read_files(*_: object) -> dict[str, bytes]:
            raise ending

        monkeypatch.setattr("cs.templates.commands.read_files", read_files)

    return replace


@pytest.mark.parametrize("code", [0, 1, 2])
def test_stop_ends_with_its_code_in_silence(broken_command, capsys, code: int) -> None:
    broken_command(Stop(code))

    assert run(["init"]) == code
    assert capsys.readouterr().err == ""


def test_ctrl_c_ends_with_130_and_one_line(broken_command, capsys) -> None:
    broken_command(KeyboardInterrupt())

    assert run(["--lang", "en", "init"]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_trouble_with_a_file_is_one_line(broken_command, capsys) -> None:
    broken_command(PermissionError(13, "Permission denied", "[/x].csv"))

    assert run(["--lang", "en", "init"]) == 2
    assert capsys.readouterr().err == "Error: [/x].csv: permission is missing\n"


def test_a_bug_keeps_its_traceback(broken_command) -> None:
    broken_command(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        run(["init"])


def test_a_signal_during_imports_ends_with_130(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'cs.templates.commands':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from cs.__main__ import run\n"
        "sys.exit(run(['init', '--list']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 128 + signal.SIGINT
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "cs", "--help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert done.returncode == 141
    assert done.stderr == b""


def test_a_terminal_without_chinese_shows_question_marks() -> None:
    ending = cs("--lang", "zh", "init", "--list", PYTHONIOENCODING="ascii")

    assert ending.code == 0
    assert "?" in ending.out


def test_piped_output_is_utf_8_without_colour_and_of_stable_width() -> None:
    narrow = cs("init", "--list", "--lang", "zh", LC_ALL="C", PYTHONUTF8="0", FORCE_COLOR="")

    assert "promotion" in narrow.out
    assert "\x1b" not in narrow.out
    assert narrow.out == cs("init", "--list", "--lang", "zh").out


def test_language_is_taken_out_of_the_arguments() -> None:
    assert take_language(["a", "--lang", "zh", "b"]) == (["a", "b"], "zh")
    assert take_language(["--lang=en", "--", "--lang", "zh"]) == (["--", "--lang", "zh"], "en")
    assert take_language(["--lang"]) == (["--lang"], None)
