"""Builders: a workspace on disk, and `cs` run in this process."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from cs.__main__ import run

WORKSPACE = "kind: workspace\nid: home\nname: Home\nas_of: 2026-03-02\n"
LADDER = """kind: ladder
id: l
name: Ladder
tracks: [{id: t, name: T}]
grades:
- {id: agent, name: A, track: t, level: 1, headcount: 10}
- {id: leader, name: L, track: t, level: 2, headcount: 2}
"""
ROTATION = """kind: rotation
id: r
name: Rotation
posts:
- {id: a, name: A, stint: 2 months, headcount: 1..9}
- {id: b, name: B, stint: 2 months, headcount: 1..9}
"""


def make(root: Path, **files: str) -> Path:
    """A workspace: a policy for each name, or a table if the name says so (`staff_csv`)."""
    (root / "policies").mkdir(parents=True)
    for name, text in files.items():
        is_table = name.endswith("_csv")
        path = root / f"{name[:-4]}.csv" if is_table else root / "policies" / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Ending:
    """What a command left behind."""

    code: int
    out: str
    err: str


def cs(*arguments: str) -> Ending:
    """Run `cs` in English."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["--lang", "en", *arguments])
    for stream in (out, err):
        stream.flush()
    return Ending(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())
