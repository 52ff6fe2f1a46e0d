"""Which words name the same role? The workspace's table, and words that are often used so."""

from collections.abc import Iterable, Mapping

from cs.kernel.texts import fold

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("组长", "班长", "班组长", "小组长", "小组组长", "领班", "客服组长", "leader", "team leader"),
    ("直接上级", "直属上级", "直接主管", "直接领导", "直属领导", "direct superior", "line manager"),
    ("坐席员", "坐席", "座席员", "座席", "客服", "客服人员", "客服专员", "agent"),
    ("人力资源部", "人事部", "人资部", "hr", "hr department", "human resources"),
)
"""Words that many firms use for one role. Nobody can know it of this firm: rules that rest on them
only ask (`XPL013`)."""

SUPERIORS: frozenset[str] = frozenset(
    fold(word) for word in (*SYNONYMS[1], "上级", "superior", "supervisor")
)
"""Words for the candidate's own superior, folded."""


def aliases_of(roles: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From each folded word for a role to the folded first name of that role.

    A word that stands under two roles makes them one.
    """
    parents: dict[str, str] = {}

    def head(word: str) -> str:
        while parents.setdefault(word, word) != word:
            word = parents[word]
        return word

    for name, others in roles.items():
        for other in others:
            parents[head(fold(other))] = head(fold(name))
        head(fold(name))
    return {word: head(word) for word in parents}
