"""The view that commands have of a workspace: which policy, what stops them, what is assumed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import cs.assumptions
import cs.examination
import cs.session
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.records import Assumption
from cs.options import SessionOptions
from cs.promotion.policy import PromotionPolicy
from cs.rotation.policy import RotationPolicy
from cs.session import Session, open_session
from cs.terminal import Stop
from tests.policy_commands.workspaces import LADDER, ROTATION, WORKSPACE, make


def opened(root: Path, **options: object) -> Session:
    return open_session(SessionOptions(directory=root, **options))  # type: ignore[arg-type]


def nameless(policies: PolicySet) -> Iterator[Finding]:
    for document in policies.of(LadderPolicy):
        if document.policy.source is None:
            yield Finding("TST001", Severity.ERROR, message("No source."), document.place / "name")


def name_source(policy: Policy, value: str) -> Policy | None:
    return policy.model_copy(update={"source": value}) if value != "nothing" else None


RULE = Rule("TST001", "source-unstated", Severity.ERROR, nameless, (), name_source, "a clause")


@pytest.fixture
def with_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cs.assumptions, "RULES", (RULE,))
    monkeypatch.setattr(cs.session, "RULES", (RULE,))
    monkeypatch.setattr(cs.examination, "rules_for", lambda _kinds: (RULE,))


@pytest.fixture(autouse=True)
def without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cs.assumptions, "RULES", ())
    monkeypatch.setattr(cs.session, "RULES", ())
    monkeypatch.setattr(cs.examination, "rules_for", lambda _kinds: ())


def test_the_only_policy_of_a_kind_is_used(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER, rotation=ROTATION)
    session = opened(tmp_path)
    assert session.as_of == date(2026, 3, 2)
    assert session.one(LadderPolicy).policy.id == "l"
    assert session.optional(PromotionPolicy) is None
    assert session.staff() == ()


def test_the_version_in_force_on_the_day_is_used(tmp_path: Path) -> None:
    old, new = LADDER + "until: 2026-06-30\n", LADDER + "effective: 2026-07-01\n"
    make(tmp_path, workspace=WORKSPACE, old=old, new=new)
    assert opened(tmp_path).one(LadderPolicy).policy.until == date(2026, 6, 30)
    later = opened(tmp_path, as_of=date(2026, 7, 1))
    assert later.one(LadderPolicy).policy.effective == date(2026, 7, 1)


def test_several_policies_must_be_chosen_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, workspace=WORKSPACE, one=ROTATION, two=ROTATION.replace("id: r", "id: s"))
    with pytest.raises(Stop) as stopped:
        opened(tmp_path).one(RotationPolicy)
    assert stopped.value.code == 2
    assert "r, s" in capsys.readouterr().err
    assert opened(tmp_path, policy="s").one(RotationPolicy).policy.id == "s"
    with pytest.raises(Stop):
        opened(tmp_path, policy="x").one(RotationPolicy)


def test_the_policy_named_is_that_of_the_first_kind_asked_for(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER, rotation=ROTATION)
    session = opened(tmp_path, policy="r")
    assert session.one(RotationPolicy).policy.id == "r"
    assert session.one(LadderPolicy).policy.id == "l"


def test_none_in_force_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER + "effective: 2027-01-01\n")
    with pytest.raises(Stop):
        opened(tmp_path).one(LadderPolicy)
    assert "ladder" in capsys.readouterr().err


def test_a_broken_policy_that_is_used_stops_and_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER.replace("level: 2", "level: 0"))
    with pytest.raises(Stop) as stopped:
        opened(tmp_path).one(LadderPolicy)
    assert stopped.value.code == 2
    assert "DOC017" in capsys.readouterr().err


def test_a_broken_policy_that_is_not_used_is_only_mentioned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = LADDER.replace("level: 2", "level: 0")
    make(tmp_path, workspace=WORKSPACE, ladder=broken, rotation=ROTATION, junk="a: b: c\n")
    assert opened(tmp_path).one(RotationPolicy).policy.id == "r"
    said = capsys.readouterr().err
    assert "junk.yaml" in said
    assert "DOC017" not in said


@pytest.mark.usefixtures("with_rule")
def test_an_error_stops_until_an_assumption_settles_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    with pytest.raises(Stop):
        opened(tmp_path).one(LadderPolicy)
    assumed = Assumption("TST001", "clause 4")
    session = opened(tmp_path, assume=(assumed,))
    assert session.one(LadderPolicy).policy.source == "clause 4"
    provenance = session.provenance(seed=7, workers=1)
    assert provenance.assumptions == (assumed,)
    assert [(each.role, each.file) for each in provenance.inputs] == [
        ("policy", "policies/ladder.yaml"),
        ("policy", "policies/workspace.yaml"),
    ]
    assert all(len(each.sha256) == 64 for each in provenance.inputs)
    capsys.readouterr()


@pytest.mark.usefixtures("with_rule")
@pytest.mark.parametrize("assumed", ["TST001=nothing", "TST009=a", "DOC003=a"])
def test_an_assumption_that_settles_nothing_is_refused(tmp_path: Path, assumed: str) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    with pytest.raises(Stop) as stopped:
        opened(tmp_path, assume=(Assumption(*assumed.split("=")),)).one(LadderPolicy)
    assert stopped.value.code == 2


@pytest.mark.usefixtures("with_rule")
def test_an_assumption_that_is_not_needed_is_said_and_not_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER + "source: clause 1\n")
    session = opened(tmp_path, assume=(Assumption("TST001", "clause 4"),))
    assert session.one(LadderPolicy).policy.source == "clause 1"
    assert session.provenance(1, 1).assumptions == ()
    assert "TST001=clause 4" in capsys.readouterr().err


def test_a_table_s_errors_stop_only_who_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = WORKSPACE + "tables: {staff: staff.csv, stints: nothing.csv}\n"
    make(tmp_path, workspace=settings, rotation=ROTATION, staff_csv="id,name\nE1,Agent One\n")
    session = opened(tmp_path)
    assert [agent.id for agent in session.staff()] == ["E1"]
    assert session.policies.staff == session.staff()
    with pytest.raises(Stop):
        session.stints()
    assert "DOC026" in capsys.readouterr().err


def test_a_workspace_document_that_is_broken_stops_everything(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE + "calender: {}\n", rotation=ROTATION)
    with pytest.raises(Stop) as stopped:
        opened(tmp_path)
    assert stopped.value.code == 2


def test_without_a_workspace_a_command_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Stop) as stopped:
        open_session(SessionOptions())
    assert stopped.value.code == 2


@pytest.mark.usefixtures("with_rule")
def test_two_answers_to_one_question_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    one, other = Assumption("TST001", "clause 4"), Assumption("TST001", "clause 5")
    with pytest.raises(Stop) as stop:
        opened(tmp_path, assume=(one, other))
    assert stop.value.code == 2
    assert "TST001 is assumed to be clause 4 and clause 5" in capsys.readouterr().err
    opened(tmp_path, assume=(one, one))
