"""The pre-commit hooks run commands that exist, and pre-commit runs them."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cs.cli import ENTRIES, resolve

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GOOD = """\
kind: ladder
id: house
name: House
tracks: [{id: t, name: Titles}]
grades: [{id: a, name: A, track: t, level: 1}]
"""


def declared() -> list[dict[str, str]]:
    hooks: list[dict[str, str]] = YAML(typ="safe").load(HOOKS.read_text(encoding="utf-8"))
    return hooks


@pytest.mark.parametrize("hook", declared(), ids=lambda hook: hook["id"])
def test_a_hook_names_a_command_of_ours(hook: dict[str, str]) -> None:
    program, group, command = shlex.split(hook["entry"])

    assert hook["id"] == "-".join((program, group, command))
    assert program == "cs"
    entry = next(entry for entry in ENTRIES if entry.name == group)
    assert command in resolve(entry).commands  # type: ignore[attr-defined]


@pytest.mark.slow
def test_pre_commit_runs_the_hooks_on_a_throw_away_repository(tmp_path: Path) -> None:
    """Takes a minute: pre-commit builds an environment of its own, for which pip needs an index."""
    environment = os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        "LANGUAGE": "en",
    }  # fmt: skip

    def run(*command: str, where: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=where, env=environment, capture_output=True, text=True, check=False
        )

    def git(*arguments: str, where: Path) -> str:
        done = run("git", *arguments, where=where)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    # what stands here, committed or not, as a repository that pre-commit can clone
    hooks = tmp_path / "hooks"
    names = git("ls-files", "--cached", "--others", "--exclude-standard", where=ROOT).split("\n")
    for name in names:
        if name.startswith(("src/", "pyproject", "README", "LICENSE", ".pre-commit-hooks")):
            source = ROOT / name
            if source.is_file():
                (hooks / name).parent.mkdir(parents=True, exist_ok=True)
                (hooks / name).write_bytes(source.read_bytes())
    git("init", "--quiet", where=hooks)
    git("add", "--all", where=hooks)
    git("commit", "--quiet", "--message", "hooks", where=hooks)

    project = tmp_path / "project"
    (project / "policies").mkdir(parents=True)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {git('rev-parse', 'HEAD', where=hooks)}\n"
        "  hooks:\n  - id: cs-policy-check\n  - id: cs-policy-fmt\n",
        encoding="utf-8",
    )
    policy = project / "policies" / "ladder.yaml"
    policy.write_text(GOOD.replace("level: 1", "levl: 1"), encoding="utf-8")
    git("init", "--quiet", where=project)
    git("add", "--all", where=project)

    pre_commit = (sys.executable, "-m", "pre_commit")
    bad = run(*pre_commit, "run", "cs-policy-check", where=project)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "policies/ladder.yaml:5" in bad.stdout
    assert "DOC013" in bad.stdout

    policy.write_text(GOOD, encoding="utf-8")
    git("add", "--all", where=project)
    good = run(*pre_commit, "run", "cs-policy-check", where=project)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout

    policy.write_text(GOOD.replace("id: house", "id:   house"), encoding="utf-8")
    git("add", "--all", where=project)
    laid_out = run(*pre_commit, "run", "cs-policy-fmt", where=project)
    assert policy.read_text(encoding="utf-8") == GOOD
    git("add", "--all", where=project)
    settled = run(*pre_commit, "run", where=project)
    assert laid_out.returncode == 1, "the formatter changed the file, which fails a hook"
    assert settled.returncode == 0, settled.stdout + settled.stderr
