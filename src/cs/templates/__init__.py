"""Templates of workspaces: the files of each, and where they lie, one directory a language."""

from dataclasses import dataclass
from pathlib import Path

from cs.locale import _

SOURCE = Path(__file__).parent
_HEAD = ("policies/workspace.yaml", "staff.csv")
_ROTATION = ("policies/rotation.yaml", "policies/rotation_test.yaml")
_PROMOTION = (
    "policies/ladder.yaml",
    "policies/promotion.yaml",
    "policies/promotion_test.yaml",
    "candidates.csv",
)
PLAN, SCORE = "cs rotate plan", "cs promote score candidates.csv"


@dataclass(frozen=True, slots=True)
class Template:
    """What `cs init NAME` writes, and the commands that make something of it."""

    name: str
    help: str
    files: tuple[str, ...]
    commands: tuple[str, ...]


TEMPLATES = (
    Template("full", _("rotation and promotion"), _HEAD + _ROTATION + _PROMOTION, (PLAN, SCORE)),
    Template("rotation", _("three posts, a plan for a year"), _HEAD + _ROTATION, (PLAN,)),
    Template("promotion", _("a ladder and a competition"), _HEAD + _PROMOTION, (SCORE,)),
)


def read_files(template: Template, language: str) -> dict[str, bytes]:
    """The template's files in a language, by path relative to the workspace."""
    return {file: (SOURCE / language / file).read_bytes() for file in template.files}
