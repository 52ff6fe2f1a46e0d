"""The two visible lists: the kinds of documents and the rules. Imported by commands only.

A new kind or rule is its module and one line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.fields import Policy
from cs.promotion.policy import PromotionPolicy
from cs.rotation.policy import RotationPolicy

KINDS: Mapping[str, type[Policy]] = MappingProxyType(
    {
        "workspace": WorkspacePolicy,
        "rotation": RotationPolicy,
        "ladder": LadderPolicy,
        "promotion": PromotionPolicy,
    }
)

RULES: tuple[Rule, ...] = ()
