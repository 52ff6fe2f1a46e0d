"""Mistakes on the command line: exit code 2 and plain words, whatever the user typed."""

from pathlib import Path

import pytest

from cs import __version__
from cs.wrapping import wrap
from tests.cli.shell import cs, cs_here


def test_no_arguments_show_the_help() -> None:
    ending = cs()

    assert ending.code == 2
    assert "promote" in ending.err


def test_version() -> None:
    assert cs("--version").out == f"cs {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("rotat", "rotate"), ("promot", "promote"), ("polcy", "policy"), ("initt", "init")],
)
def test_did_you_mean_sees_commands_that_are_not_loaded(typed: str, meant: str) -> None:
    ending = cs_here("--lang=en", typed)

    assert ending.code == 2
    assert f"Error: There is no command '{typed}'. Did you mean '{meant}'?" in ending.err


@pytest.mark.parametrize("text", ["[/x]", "[x]", "[bold]", "[/]", "\\[", "{x}", "%s", "张三[/张]"])
@pytest.mark.parametrize(
    "place", [["{}"], ["init", "{}"], ["init", "--{}"], ["policy", "check", "--output", "{}"]]
)
def test_markup_in_an_argument_is_shown_as_it_stands(text: str, place: list[str]) -> None:
    arguments = [part.format(text) if "{}" in part else part for part in place]
    ending = cs_here(*arguments, "--lang=en")

    assert ending.code == 2
    assert text in ending.err.replace("\\\\", "\\")
    assert "Traceback" not in ending.err


def test_terminal_controls_in_an_argument_do_not_reach_the_terminal() -> None:
    ending = cs_here("\x1b[31mred\u202e")

    assert ending.code == 2
    assert "\x1b" not in ending.err
    assert "\u202e" not in ending.err


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["rotat"], "There is no command", "没有"),
        (["--frob"], "There is no option '--frob'", "没有"),
        (["--version=x"], "takes no value", "不带值"),
        (["init", "a", "b", "c"], "These arguments are too many: c", "参数过多"),
        (["init", "--lang"], "Option '--lang' needs a value", "需要一个值"),
        (["--lang", "fr"], "'fr' is not one of en, zh", "'fr' is not one of"),
        (["rotate", "plan", "--as-of", "soon"], "a day is written YYYY-MM-DD", "日期写作"),
        (["rotate", "plan", "--as-of", "2026-02-30"], "a day is written", "日期写作"),
        (["rotate", "plan", "--seed", "x"], "'x' is not a whole number", "不是整数"),
        (["rotate", "plan", "--seed", "-1"], "'-1' is below 0", "小于"),
        (["rotate", "plan", "--format", "pdf"], "'pdf' is not one of", "不是"),
        (["rotate", "plan", "--assume", "PRM001"], "CODE=VALUE", "假定写作"),
        (["rotate", "plan", "--as-of"], "Option '--as-of' needs a value", "需要一个值"),
        (["rotate", "verify"], "Argument 'PLAN' is missing", "缺少参数"),
        (["rotate"], "Usage: cs rotate", "用法："),
    ],
)
def test_each_mistake_is_worded_in_both_languages(
    arguments: list[str], english: str, chinese: str
) -> None:
    ending = cs_here("--lang=en", *arguments)
    assert ending.code == 2
    assert english in ending.err
    assert "Traceback" not in ending.err

    ending = cs_here("--lang=zh", *arguments)
    assert ending.code == 2
    assert chinese in ending.err


@pytest.mark.parametrize("language", ["zh", "zh_CN", "zh-Hans", "ZH"])
def test_the_language_is_read_wherever_it_stands(language: str) -> None:
    assert "没有" in cs_here("--lang", language, "rotat").err
    assert "没有" in cs_here("rotat", f"--lang={language}").err
    assert "没有" in cs_here("init", "--frob", "--lang", language).err


def test_help_names_every_section_in_chinese() -> None:
    page = cs("init", "--help", "--lang", "zh").out

    assert "用法：" in page
    for english in ("Usage", "Options", "Arguments", "Show this", "default", "Where"):
        assert english not in page


def test_wide_characters_count_two_cells_and_punctuation_begins_no_line() -> None:
    lines = wrap("轮岗计划：每月一个轮换日，编制以内。cs rotate plan", 12)

    assert lines == ["轮岗计划：每", "月一个轮换", "日，编制以", "内。cs", "rotate plan"]


def test_words_are_kept_whole() -> None:
    assert wrap("a leaving share of 40%", 10) == ["a leaving", "share of", "40%"]


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["init", "--forse"], ["--force"]),
        (["init", "--nope"], []),
        (["policy", "check", "--nope"], []),
        (["policy", "check", "--basline", "x"], ["--baseline"]),
        (["policy", "check", "--out"], ["--output"]),
        (["policy", "test", "--min-cov", "80"], ["--min-coverage"]),
        (["policy", "check", "--Select", "PRM"], ["--select"]),
    ],
)
def test_only_options_that_are_near_are_suggested(arguments: list[str], meant: list[str]) -> None:
    ending = cs_here("--lang=en", *arguments)

    assert ending.code == 2
    told = f" Did you mean {', '.join(map(repr, meant))}?" if meant else "'.\n"
    assert ending.err.endswith(f"{told}\n" if meant else told)


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize("arguments", [["init", "full", "{}"], ["policy", "check", "-C", "{}"]])
def test_a_directory_without_name_is_not_the_current_one(
    arguments: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ending = cs_here("--lang=en", *(each.format(name) for each in arguments))

    assert ending.code == 2
    assert "the name of the directory is empty; . is the current one" in ending.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["unsafe", "safe"])
def test_the_value_of_fix_behind_a_blank(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ending = cs_here("--lang=en", "policy", "check", "--fix", value)

    assert ending.code == 2
    assert f"The value of --fix stands behind an equals sign: --fix={value}" in ending.err
    (tmp_path / value).mkdir()
    assert "equals sign" not in cs_here("--lang=en", "policy", "check", "--fix", value).err
