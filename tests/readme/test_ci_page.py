"""docs/ci.md shows hooks, inputs and commands that exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cs.checking.outputs import OUTPUTS
from tests.cli.shell import cs_here

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BLOCKS: list[Any] = [
    YAML(typ="safe").load(block) for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", PAGE)
]


def test_the_hooks_are_all_shown() -> None:
    (config,) = [block for block in BLOCKS if "repos" in block]

    assert {hook["id"] for hook in config["repos"][0]["hooks"]} == {hook["id"] for hook in HOOKS}


def test_the_workflows_give_inputs_that_the_action_has() -> None:
    uses = [
        step
        for block in BLOCKS
        if "jobs" in block
        for step in block["jobs"]["check"]["steps"]
        if step.get("uses", "").startswith("OWNER/cs@")
    ]

    assert len(uses) == 2
    for step in uses:
        assert set(step.get("with", {})) <= set(ACTION["inputs"])


def test_the_table_names_every_input_of_the_action() -> None:
    assert re.findall(r"(?m)^\| `([\w\-]+)` \|", PAGE) == list(ACTION["inputs"])


def test_the_gitlab_job_writes_the_reports_that_it_names(tmp_path: Path) -> None:
    (job,) = [block["policies"] for block in BLOCKS if "policies" in block]
    (command,) = job["script"]
    # a package of this name on an index may be somebody else's
    assert job["before_script"][-1].endswith("/OWNER/cs/archive/REVISION.zip")

    ending = cs_here(*shlex.split(command)[1:], "-C", str(ROOT), cwd=tmp_path)

    assert ending.code == 0, ending.err
    reports = job["artifacts"]["reports"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(reports.values())


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?:-o |--output=)(\w+)=", PAGE))))
def test_outputs_exist(name: str) -> None:
    assert name in OUTPUTS
