"""The GitHub Action does what it says: its steps are run in bash, as a runner runs them."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
ACTION = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
PLACE = re.compile(r"\$\{\{ ([\w.\-]+) \}\}")
PYTHON = f"""\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
case "$*" in
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip "*) ;;
  *) exec {sys.executable} "$@" ;;
esac
"""
"""Stands for every Python of the action: installs nothing, and runs `cs` by ours."""
GOOD = """\
kind: ladder
id: house
name: House
tracks: [{id: t, name: Titles}]
grades: [{id: a, name: A, track: t, level: 1}]
"""
BAD = GOOD.replace("level: 1", "levl: 1")


@dataclass(frozen=True)
class Run:
    """What the action's last step left, and which calls of Python there were."""

    code: int
    out: str
    summary: str
    calls: tuple[str, ...]


def run_action(workspace: Path, temporary: Path, **inputs: str) -> Run:
    """The action's shell steps, one after the other, with inputs and outputs filled in."""
    temporary.mkdir()
    python = temporary / "python"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    known = {
        "github.action_path": str(ROOT),
        "steps.python.outputs.python-path": str(python),
        **{f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()},
        **{f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()},
    }
    done = None
    for step in ACTION["runs"]["steps"]:
        if "run" not in step:
            continue
        output = temporary / "output"
        output.write_text("", encoding="utf-8")
        own = {
            name: PLACE.sub(lambda place: known[place[1]], value)
            for name, value in step["env"].items()
        }
        runner = {
            "RUNNER_TEMP": str(temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
            "LANGUAGE": "en",
        }
        # the shell of `shell: bash`, as GitHub documents it
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace, env=os.environ | runner | own, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
        if done.returncode:
            break
    assert done is not None
    summary = temporary / "summary"
    return Run(
        done.returncode,
        done.stdout,
        summary.read_text(encoding="utf-8") if summary.exists() else "",
        tuple((temporary / "calls").read_text(encoding="utf-8").splitlines()),
    )


def workspace_of(directory: Path, policy: str) -> Path:
    (directory / "policies").mkdir(parents=True)
    (directory / "policies" / "ladder.yaml").write_text(policy, encoding="utf-8")
    return directory


def test_a_good_workspace_passes(tmp_path: Path) -> None:
    run = run_action(workspace_of(tmp_path / "work", GOOD), tmp_path / "temporary")

    assert run.code == 0
    assert "::error" not in run.out
    assert "### cs policy check" in run.summary


def test_a_bad_policy_fails_with_an_annotation_and_a_summary(tmp_path: Path) -> None:
    run = run_action(workspace_of(tmp_path / "work", BAD), tmp_path / "temporary")

    assert run.code == 1
    assert "::error file=policies/ladder.yaml,line=5" in run.out
    assert "DOC013" in run.summary


def test_cs_is_installed_from_the_actions_own_checkout(tmp_path: Path) -> None:
    run = run_action(workspace_of(tmp_path / "work", GOOD), tmp_path / "temporary")

    assert run.calls[0] == f"-m venv {tmp_path}/temporary/cs-policy"
    assert run.calls[1].startswith("-m pip install")
    assert run.calls[1].endswith(f" {ROOT}")


def test_inputs_reach_the_command_as_they_are(tmp_path: Path) -> None:
    work = workspace_of(tmp_path / "work", GOOD)
    trap = "a b $(touch trapped) `touch trapped`; touch trapped"
    (work / trap).mkdir()
    (work / trap / "bad.yaml").write_text(BAD, encoding="utf-8")

    run = run_action(
        work,
        tmp_path / "temporary",
        paths=f"policies\n\n{trap}\n",
        args="--ignore=LAD\n--output=json=found here.json",
    )

    assert run.code == 1
    assert "bad.yaml" in run.out
    assert (work / "found here.json").exists()
    assert not (work / "trapped").exists()


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("info", 1)])
def test_the_least_severity_that_fails(tmp_path: Path, fail_on: str, code: int) -> None:
    settings = "kind: workspace\nid: w\nname: W\nseverities: {ABC999: off}\n"
    work = workspace_of(tmp_path / "work", f"{GOOD}---\n{settings}")

    run = run_action(tmp_path, tmp_path / "temporary", directory=str(work), fail_on=fail_on)

    assert run.code == code
    assert "DOC023" in run.out


def steps() -> list[dict[str, Any]]:
    return list(ACTION["runs"]["steps"])


@pytest.mark.parametrize("step", steps(), ids=lambda step: step["name"])
def test_no_input_is_pasted_into_a_script_and_other_actions_are_pinned(
    step: dict[str, Any],
) -> None:
    if "run" in step:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    else:
        assert re.fullmatch(r"[\w\-/]+@[0-9a-f]{40}", step["uses"])
