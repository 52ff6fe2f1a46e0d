"""Which words of a staff table mean the same status? The list alone, for rules that name it too."""

from types import MappingProxyType

STATUS_WORDS = MappingProxyType({
    "regular": "regular", "permanent": "regular", "confirmed": "regular", "正式": "regular",
    "正式员工": "regular", "转正": "regular", "已转正": "regular",
    "正式工": "regular",
    "probation": "probation", "trial": "probation", "试用": "probation", "试用期": "probation",
    "试用员工": "probation", "未转正": "probation",
    "intern": "intern", "internship": "intern", "trainee": "intern", "实习": "intern",
    "实习生": "intern", "实习期": "intern",
    "leave": "leave", "on leave": "leave", "休假": "leave", "长假": "leave", "长期休假": "leave",
    "产假": "leave", "病假": "leave", "长病假": "leave", "停薪留职": "leave",
    "left": "left", "resigned": "left", "terminated": "left", "离职": "left", "已离职": "left",
    "离岗": "left",
})  # fmt: skip
"""Canonical status per word, folded; other words stay as the table has them."""
