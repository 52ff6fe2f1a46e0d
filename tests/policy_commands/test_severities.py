"""Severities that a workspace asks for hold for tables too, but never hide what cannot be used."""

from pathlib import Path

import pytest

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.options import SessionOptions
from cs.rotation import codes
from cs.session import Session, open_session
from cs.tables import findings as found
from cs.terminal import Stop
from tests.policy_commands.workspaces import ROTATION, WORKSPACE, cs, make

TABLES = "tables: {staff: staff.csv, stints: stints.csv}\n"
STAFF = "id,post\nE001,a\n"
LEAVER = "agent,post,from,to\nE010,a,2025-01-01,2025-02-28\n"


def opened(root: Path, severities: str, staff: str = STAFF, stints: str = LEAVER) -> Session:
    workspace = f"{WORKSPACE}{TABLES}severities: {{{severities}}}\n"
    make(root, workspace=workspace, rotation=ROTATION, staff_csv=staff, stints_csv=stints)
    return open_session(SessionOptions(directory=root))


def test_an_agent_who_has_long_left_may_be_mentioned_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = opened(tmp_path, f"{found.UNKNOWN_AGENT}: info")

    assert [stint.agent for stint in session.stints()] == ["E010"]
    assert "note TAB022 unknown-agent" in capsys.readouterr().err


def test_a_table_that_cannot_be_used_is_never_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = opened(tmp_path, f"{found.SAME_ID_TWICE}: off", staff=f"{STAFF}E001,b\n")

    with pytest.raises(Stop):
        session.staff()
    assert "error TAB017 same-id-twice" in capsys.readouterr().err
    assert "The severity of TAB017 cannot be changed." in cs("policy", "check", str(tmp_path)).out


def test_a_warning_of_a_command_may_be_off_or_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = Finding(codes.UNKNOWN_WISH, Severity.WARNING, message("No such post."), Place("s.csv"))
    start = Finding(codes.STARTS_EARLY, Severity.WARNING, message("Early."), Place("r.yaml"))
    nobody = Finding(codes.NOBODY_ROTATES, Severity.ERROR, message("Nobody."), Place("r.yaml"))
    session = opened(tmp_path, "ROT110: off, ROT102: error, ROT103: off")

    capsys.readouterr()
    session.stop_on([wish])
    assert capsys.readouterr().err == ""
    for finding in (start, nobody):
        with pytest.raises(Stop):
            session.stop_on([finding])


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("rotation-without-length", None),
        ("shared-level", "Did you mean LAD001?"),
        ("LAD", "Write whole codes here"),
    ],
)
def test_a_severity_of_no_code_is_found_with_the_code_that_was_meant(
    tmp_path: Path, written: str, mend: str | None
) -> None:
    make(tmp_path, workspace=f"{WORKSPACE}severities: {{{written}: off}}\n", rotation=ROTATION)
    out = cs("policy", "check", str(tmp_path), "--select", "DOC023").out
    assert f"No finding has the code {written}." in out
    assert (mend or "") in out
    assert ("= mend:" in out) is (mend is not None)
