"""Builders: a small workspace with tables, and git repositories that are thrown away."""

import subprocess
from pathlib import Path

WORKSPACE = """kind: workspace
id: home
name: 客服中心
as_of: 2026-11-16
tables: {staff: staff.csv}
"""
STAFF = """id,name,post,post_since,grade_since,hired
A,甲,一部,2026-10-01,2023-01-01,2020-01-01
B,乙,一部,2026-11-01,2025-06-01,2021-01-01
C,丙,二部,2026-10-01,2026-06-01,2022-01-01
D,丁,二部,2026-11-01,,2022-01-01
E,戊,三部,2026-10-01,2023-01-01,2022-01-01
F,己,三部,2026-11-01,2023-01-01,2022-01-01
"""
SCORES = "id,面试考评,PM成绩\nA,70,65\nB,80,60\nC,90,75\nE,60,80\n"


def write(root: Path, **files: str) -> Path:
    """A workspace: policies by name, and its staff table."""
    (root / "policies").mkdir(parents=True, exist_ok=True)
    (root / "staff.csv").write_text(STAFF, encoding="utf-8")
    (root / "candidates.csv").write_text(SCORES, encoding="utf-8")
    for name, text in {"workspace": WORKSPACE, **files}.items():
        (root / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def git(root: Path, *arguments: str) -> None:
    """Run git there, whatever the settings of the machine are."""
    settings = ("user.name=t", "user.email=t@example.invalid", "commit.gpgsign=false",
                "init.defaultBranch=main", "core.hooksPath=/dev/null")  # fmt: skip
    flags = [part for each in settings for part in ("-c", each)]
    subprocess.run(["git", *flags, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    """All files as they are, committed; the repository is made where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "state")
