"""A small workspace on disk, and `cs` run inside this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cs.__main__ import run
from cs.locale import set_language

WORKSPACE = """\
kind: workspace
id: office
name: Office
as_of: 2026-11-20
calendar:
  country: null
tables:
  staff: staff.csv
  pins: pins.csv
  leave: leave.csv
"""
ROTATION = """\
kind: rotation
id: house
name: House
order: ring
posts:
  - id: pre
    name: 售前咨询
    stint: 2 months
    headcount: 2
  - id: after
    name: 售后支持
    stint: 2 months
    headcount: 2
  - id: complaints
    name: 投诉处理
    stint: 2 months
    headcount: 2
rules:
  no_return: all
"""
STAFF = """\
工号,姓名,班组,岗位,到岗日期
E1,测试员一,早班,售前咨询,2026-11-01
E2,测试员二,早班,售前咨询,2026-10-01
E3,测试员三,早班,售后支持,2026-11-01
E4,测试员四,晚班,售后支持,2026-10-01
E5,测试员五,晚班,投诉处理,2026-11-01
E6,测试员六,晚班,投诉处理,2026-10-01
"""


@dataclass(frozen=True)
class Ending:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ending]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace's directory, made the current one."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "workspace.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "policies" / "rotation.yaml").write_text(ROTATION, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "pins.csv").write_text("工号,岗位,开始,结束,类型\n", encoding="utf-8")
    (tmp_path / "leave.csv").write_text("工号,开始,结束\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.fixture
def cs(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `cs` with these arguments."""

    def call(*arguments: str) -> Ending:
        capsysbinary.readouterr()
        try:
            code = run(list(arguments))
        finally:
            set_language("en")
        out, err = capsysbinary.readouterr()
        return Ending(code, out.decode(), err.decode())

    return call
