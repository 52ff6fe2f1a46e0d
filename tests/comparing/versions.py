"""Builders: two versions of policies, written as YAML in the tests themselves."""

from functools import lru_cache

from cs.catalogue import KINDS
from cs.comparing.changes import Change, PolicyChanges, compare
from cs.documents import Source, load
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet

PROMOTION = """kind: promotion
id: leader
name: 组长竞聘
eligibility:
- {id: year, name: 任职满一年, rule: {condition: tenure, at_least: 1 year}}
components:
- {id: interview, name: 面试考评, weight: 60%, scale: {from: 0, to: 100}}
- id: pm
  name: PM成绩
  weight: 40%
  bands:
  - {to: 60, includes: neither, points: 0}
  - {from: 60, to: 70, includes: from, points: 30}
  - {from: 70, includes: from, points: 40}
scoring:
  missing: refuse
  tie_breaks: [{by: component, component: interview}, {by: hired}]
"""
ROTATION = """kind: rotation
id: posts
name: 轮岗
posts:
- {id: 一部, name: 一部, stint: 2 months, headcount: 2..4, teaches: 流程}
- {id: 二部, name: 二部, stint: 2 months, headcount: 2..4}
- {id: 三部, name: 三部, stint: 2 months, headcount: 2..4}
goals: {fairness: 1}
"""


@lru_cache(maxsize=64)
def policies(text: str, staff: tuple[Agent, ...] | None = None) -> PolicySet:
    """The documents of a text without defects of shape."""
    loaded = load([Source("a.yaml", text.encode())], KINDS)
    assert not loaded.failed, [each.message.english() for each in loaded.findings]
    return PolicySet(loaded.documents, WorkingCalendar(), staff)


def changes(old: str, new: str) -> PolicyChanges:
    """What changed between two texts."""
    return compare(policies(old), policies(new))


def said(old: str, new: str) -> list[str]:
    """The changes as English sentences; of documents that came or went, those on them."""
    return [
        text.english()
        for document in changes(old, new).documents
        for text in ([each.text for each in document.changes] or [document.text])
    ]


def single(old: str, new: str) -> Change:
    """The only change."""
    ((change,),) = (each.changes for each in changes(old, new).documents)
    return change
