"""Which language texts come in, and how messages are worded in it."""

import pytest

from cs.kernel.durations import parse_duration
from cs.kernel.messages import message
from cs.locale import (
    _,
    current_language,
    fill,
    language_of_environment,
    set_language,
    suggest_language,
    translate,
)


@pytest.fixture(autouse=True)
def english_again():
    yield
    set_language(None)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": ""}, None),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANGUAGE": "zh", "CS_LANG": "en"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
    ],
)
def test_language_of_the_environment(environment: dict[str, str], language: str | None) -> None:
    assert language_of_environment(environment) == language


def test_a_workspace_decides_only_where_nobody_chose() -> None:
    suggest_language("zh")
    assert current_language() == "zh"

    set_language("en")
    suggest_language("zh")
    assert current_language() == "en"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        set_language("fr")


def test_figures_are_translated_with_their_message() -> None:
    text = message(
        "{option} does not accept this value: {reason}",
        option="--as-of",
        reason=message("{value} is not a number.", value="[/x] {y}"),
    )
    assert translate(text) == "--as-of does not accept this value: [/x] {y} is not a number."

    set_language("zh")
    assert translate(text) == "--as-of的值不对：[/x] {y}不是数字。"


def test_durations_and_lists_are_worded() -> None:
    text = message(
        "{value} is not one of {known}.", value=parse_duration("3 months"), known=("a", "b")
    )
    assert translate(text) == "3 months is not one of a, b."

    set_language("zh")
    assert translate(text) == "3 个月不是可选值之一（a、b）。"


def test_an_empty_text_stays_empty() -> None:
    set_language("zh")

    assert _("") == ""


@pytest.mark.parametrize(
    ("template", "figures", "text"),
    [
        ("{a} 要求 {b}，却没有", {"a": "一部", "b": "流程"}, "一部要求流程，却没有"),
        ("{a} 要求 {b}，却没有", {"a": "chat", "b": "流程"}, "chat 要求流程，却没有"),
        ("{a} 要求 {b}，却没有", {"a": "一部", "b": "SQL"}, "一部要求 SQL，却没有"),
        ("由 {old} 改为 {new}", {"old": "2 个月", "new": "3 个月"}, "由 2 个月改为 3 个月"),
        ("{a} {b}", {"a": "一部", "b": "流程"}, "一部 流程"),
        ("共 {n:.1%} 的人", {"n": 0.5}, "共 50.0% 的人"),
        ("删除 {a}", {"a": ""}, "删除 "),
        ("{{x}} 与 {a} 的", {"a": "一 二 "}, "{x} 与一 二  的"),
        ("{a} of {b}", {"a": "一", "b": "二"}, "一 of 二"),
    ],
)
def test_no_blank_between_chinese_words(
    template: str, figures: dict[str, object], text: str
) -> None:
    assert fill(template, **figures) == text
