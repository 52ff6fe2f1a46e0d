"""Comments that accept findings: where they hold, how long, and what is wrong with them."""

from pathlib import Path

import pytest

from cs.catalogue import ENTRIES
from cs.checking.acceptance_pages import ACCEPTANCE_ENTRIES
from cs.checking.pages import Entry
from cs.documents import Source, load
from cs.documents.workspace_model import WorkspacePolicy
from tests.policy_commands.checking import HEAD, TWIN, check, codes, found
from tests.policy_commands.workspaces import WORKSPACE, make

LADDER = HEAD + TWIN


def comments(text: str) -> list[tuple[str, int, list[int], int]]:
    """Of each comment to cs: text, line, the lines that it speaks of, number of the document."""
    loaded = load([Source("a.yaml", text.encode())], {"workspace": WorkspacePolicy})
    return [
        (each.text, each.place.span.line, sorted(each.lines), each.place.document)
        for each in loaded.comments
        if each.place.span
    ]


def spoken_of(text: str) -> list[list[int]]:
    return [lines for _text, _line, lines, _document in comments(text)]


def test_a_comment_accepts_a_finding_on_its_line(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"{LADDER}  # cs: ignore[LAD001] both names are in use\n")
    ending = check(tmp_path)
    assert (ending.code, codes(tmp_path)) == (0, [])
    assert "findings 0" in ending.err
    assert "accepted 1" in ending.err


def test_a_comment_that_stands_alone_speaks_of_the_next_line_of_text(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"{HEAD}\n# cs: ignore[LAD001] 两种叫法并存\n# and more\n\n{TWIN}\n")
    assert codes(tmp_path) == []


def test_a_comment_elsewhere_accepts_nothing_and_is_found(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"# cs: ignore[LAD001] both names are in use\n{LADDER}\n")
    assert found(tmp_path) == [("DOC031", 1), ("LAD001", 8)]


def test_a_comment_at_the_key_of_a_block_accepts_what_is_found_of_the_block(
    tmp_path: Path,
) -> None:
    text = (
        "kind: promotion\nid: p\nname: P\nscoring: {{missing: refuse, tie_breaks: []}}\n"
        "components:\n- id: talk\n  name: Talk\n  weight: 100\n  scale: {{from: 0, to: 5}}\n"
        "  raters:{comment}\n    who: 经理\n    aggregate: mean\n"
    )
    make(tmp_path, promotion=text.format(comment=""))
    assert ("PRM020", 11) in found(tmp_path)
    path = tmp_path / "policies" / "promotion.yaml"
    path.write_text(text.format(comment="  # cs: ignore[PRM020] one manager is enough"), "utf-8")
    assert {"PRM020", "DOC031"}.isdisjoint(codes(tmp_path))


def test_several_codes_and_names_in_one_comment(tmp_path: Path) -> None:
    grade = "- {id: b, name: B, track: t, level: 1}"
    make(tmp_path, ladder=f"{HEAD}{grade}\n")
    assert codes(tmp_path) == ["LAD004", "LAD001"]
    for named in ("LAD001, LAD004", "lad001，shared-level, post-without-headcount"):
        text = f"{HEAD}{grade}  # 说明 # cs: ignore[{named}] 见 2026 年第 3 号通知 #12\n"
        (tmp_path / "policies" / "ladder.yaml").write_text(text, encoding="utf-8")
        assert codes(tmp_path) == []


def test_windows_line_ends_and_full_width_signs(tmp_path: Path) -> None:
    text = f"{LADDER}  # cs：ignore【LAD001】：两种叫法并存，人事部\n".replace("\n", "\r\n")
    make(tmp_path)
    (tmp_path / "policies" / "ladder.yaml").write_bytes(text.encode())
    assert codes(tmp_path) == []


def test_two_documents_in_a_file_have_their_own_comments(tmp_path: Path) -> None:
    other = LADDER.replace("id: l\n", "id: m\n").replace("id: t", "id: u").replace(": t,", ": u,")
    other = other.replace("id: a,", "id: c,").replace("id: b,", "id: d,")
    comment = "  # cs: ignore[LAD001] both names are in use"
    make(tmp_path, ladders=f"{LADDER}{comment}\n---\n{other}\n")
    assert found(tmp_path) == [("LAD001", 15)]
    path = tmp_path / "policies" / "ladders.yaml"
    path.write_text(f"{LADDER}\n---\n{other}{comment}\n", "utf-8")
    assert found(tmp_path) == [("LAD001", 7)]


@pytest.mark.parametrize(
    "text",
    [
        'notes: "a # cs: ignore[LAD001] b"\n',
        "notes: 'a\n  # cs: ignore[LAD001] b'\n",
        "notes: |\n  a\n  # cs: ignore[LAD001] b\n",
        "notes: >-\n\n  # cs: ignore[LAD001] b\n",
        "notes: a#cs: ignore[LAD001]\n",
        '"# cs: ignore[LAD001] b": 1\n',
        "list: ['x', \"# cs: ignore[LAD001] b\"]\n",
        "a: b: c\n# cs: ignore[LAD001] nobody can say what is text here\n",
    ],
)
def test_what_stands_in_a_text_is_no_comment(text: str) -> None:
    assert comments(text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1  # cs: ignore[X] r\n", [[1]]),
        ("a: '# no'  # cs: ignore[X] r\n", [[1]]),
        ("a: |  # cs: ignore[X] r\n  # cs: ignore[Y] text\n", [[1]]),
        ("a: |\n  text\n# cs: ignore[X] r\nb: 1\n", [[4]]),
        ("a: 'one\n\n  two'  # cs: ignore[X] r\n", [[1, 3]]),
        ("a: [one,\n  two]  # cs: ignore[X] r\n", [[1, 2]]),
        ("a:\n- b: 1\n  c: 2  # cs: ignore[X] r\n", [[3]]),
        ("-  # cs: ignore[X] r\n  a: 1\n", [[1, 2]]),
        ("# cs: ignore[X] r\n# cs: ignore[Y] r\n\n---\na: 1\n", [[5], [5]]),
        ("a: 1\n# cs: ignore[X] r\n", [[]]),
        ("a: 1 # cs: ignore[X] one # cs: ignore[Y] two\n", [[1], [1]]),
        ("a: 1\r# cs: ignore[X] r\rb: 1\r", [[3]]),
    ],
)
def test_which_lines_a_comment_speaks_of(text: str, lines: list[list[int]]) -> None:
    assert spoken_of(text) == lines


def test_a_comment_belongs_to_the_document_it_speaks_of() -> None:
    text = "a: 1  # cs: ignore[X] r\n---\n# cs: ignore[Y] r\nb: 1\n"
    assert [each[3] for each in comments(text)] == [0, 1]


def test_comments_up_to_where_a_file_breaks_off_are_read() -> None:
    text = "a: 1  # cs: ignore[X] r\n---\nb: c: d  # cs: ignore[Y] r\n"
    assert [each[1] for each in comments(text)] == [1]


def test_a_line_of_many_hashes_is_read_at_once() -> None:
    assert comments("# " * 200_000 + "cs: ignore[X] r\na: 1\n") == [
        ("# # # # # cs: ignore[X] r", 1, [2], 0)
    ]


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("ignore[LAD001]", "DOC030"),
        ("ignore[LAD001] -- …", "DOC030"),
        ("ignore[LAD001] until=2030-01-01", "DOC030"),
        ("ignore LAD001 both are in use", "DOC034"),
        ("ignore[] both are in use", "DOC034"),
        ("ignore[LAD001 both are in use", "DOC034"),
        ("ignor[LAD001] both are in use", "DOC034"),
        ("disable[LAD001] both are in use", "DOC034"),
        ("disable=LAD001", "DOC034"),
        ("noqa: LAD001", "DOC034"),
        ("ignore[LAD01] both are in use", "DOC033"),
        ("ignore[LAD] both are in use", "DOC033"),
        ("ignore[DOC002] it is no YAML", "DOC033"),
        ("ignore[TAB007] rows are short", "DOC033"),
        ("ignore[DOC031] let it be", "DOC033"),
        ("ignore[LAD001] in use until=2026-03-01", "DOC032"),
        ("ignore[LAD001] in use until=2026-13-01", "DOC032"),
        ("ignore[LAD001] in use until=20270101", "DOC032"),
        ("ignore[LAD001] in use until=", "DOC032"),
        ("ignore[LAD001] 并存until=2026-03-01", "DOC032"),
        ("ignore[LAD001] in use (until=2026-03-01)", "DOC032"),
        ("ignore[LAD001] in use,until=2026-03-01", "DOC032"),
        ("ignore[LAD001] in use until 2026-03-01", "DOC032"),
        ("ignore[LAD001] in use util=2027-03-01", "DOC032"),
        ("ignore[LAD001] in use expires = 2027-3-1", "DOC032"),
        ("ignore[LAD001] in use until=2027-01-01 until=2028-01-01", "DOC032"),
        ("ignore[LAD002] in use", "DOC031"),
    ],
)
def test_a_comment_that_is_wrong_is_found_and_accepts_nothing(
    tmp_path: Path, comment: str, code: str
) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=f"{LADDER}  # cs: {comment}\n")
    assert sorted(found(tmp_path)) == sorted([(code, 7), ("LAD001", 7)])


@pytest.mark.parametrize("words", ["the desk rotates monthly", "customer service: see above", ""])
def test_a_comment_that_says_something_else_is_left_alone(tmp_path: Path, words: str) -> None:
    make(tmp_path, ladder=f"{HEAD}# cs: {words}\n")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-12-31", []), ("2027-01-01", ["LAD001", "DOC032"])],
)
def test_a_comment_holds_to_the_end_of_its_day(
    tmp_path: Path, day: str, expected: list[str]
) -> None:
    text = f"{LADDER}  # cs: ignore[LAD001] until=2026-12-31 人事部年底前合并\n"
    make(tmp_path, workspace=WORKSPACE, ladder=text)
    assert codes(tmp_path) == []
    assert codes(tmp_path, "--as-of", day, "--ignore", "DOC024") == expected


@pytest.mark.parametrize(
    "reason", ["until 3 more are trained", "factor=12.5, until then", "untilted; as in 2024-25"]
)
def test_a_reason_that_names_no_day_is_a_reason(tmp_path: Path, reason: str) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=f"{LADDER}  # cs: ignore[LAD001] {reason}\n")
    assert codes(tmp_path) == []


def test_one_good_code_holds_beside_a_bad_one(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"{LADDER}  # cs: ignore[LAD001, LAD999] both are in use\n")
    assert codes(tmp_path) == ["DOC033"]


def test_what_was_not_judged_is_not_called_unused(tmp_path: Path) -> None:
    comment = "  # cs: ignore[LAD001] both are in use"
    make(tmp_path, ladder=f"{HEAD}{TWIN.replace('level: 1', 'level: 2')}{comment}\n")
    ladder = str(tmp_path / "policies" / "ladder.yaml")
    assert codes(tmp_path) == ["DOC031"]
    assert codes(tmp_path, "--select", "PRM,DOC") == []
    assert codes(tmp_path, "--ignore", "unused-suppression") == []
    (tmp_path / "policies" / "other.yaml").write_text("a: b: c\n")
    assert codes(tmp_path) == ["DOC002"]
    (tmp_path / "policies" / "other.yaml").write_text(WORKSPACE + "severities: {LAD001: off}\n")
    assert codes(tmp_path) == []
    assert codes(tmp_path, ladder) == []


def test_the_severity_of_an_unused_comment_can_be_changed(tmp_path: Path) -> None:
    text = f"{HEAD}# cs: ignore[LAD001] both are in use\n"
    make(tmp_path, workspace=f"{WORKSPACE}severities: {{DOC031: error}}\n", ladder=text)
    assert check(tmp_path).code == 1


def test_findings_of_the_workspace_s_own_lines_can_be_accepted(tmp_path: Path) -> None:
    workspace = (
        "kind: workspace\nid: home\nname: Home\n"
        "as_of: 2090-01-15  # cs: ignore[DOC024] the days are a projection\n"
        "tables:\n  staff: nobody.csv  # cs: ignore[no-such-table] comes with the next export\n"
    )
    make(tmp_path, workspace=workspace, ladder=HEAD)
    ending = check(tmp_path)
    assert (ending.code, codes(tmp_path)) == (0, [])
    assert "accepted 2" in ending.err


@pytest.mark.parametrize("entry", ACCEPTANCE_ENTRIES, ids=lambda entry: entry.code)
def test_the_examples_of_a_page(tmp_path: Path, entry: Entry) -> None:
    assert entry in ENTRIES
    for name, text in (("bad", entry.page.bad), ("good", entry.page.good)):
        if text:
            make(tmp_path / name, workspace=WORKSPACE, ladder=text)
            assert (entry.code in codes(tmp_path / name)) == (name == "bad")
