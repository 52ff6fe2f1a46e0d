"""A rotation ends every run of reviews before it is long enough

The review lets a run begin anew with every new post, and the rotation lets nobody stay long enough
for so many results: no rotating agent can ever meet the condition. Let runs go on into a new post
(`new_post: continues`).

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: restarts}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ---
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, may_extend: 1, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ---
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, may_extend: 1, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import review_conditions, reviews_read
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import longest_stay


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each run that takes longer than the longest stint of a rotation."""
    for asked in review_conditions(policies):
        document, rule = asked.document, asked.rule
        if not asked.needed:
            continue
        for review in reviews_read(policies, rule.review):
            cycle = review.policy.periods()
            if cycle is None or review.policy.runs.new_post != "restarts":
                continue
            for rotation in policies.of(RotationPolicy):
                stay = longest_stay(rotation.policy)
                if stay is None:
                    continue
                days = (stay.after(cycle.first) - cycle.first).days
                months = cycle.months * rule.in_a_row
                if (Duration(months, Unit.MONTH).after(cycle.first) - cycle.first).days <= days:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{name}» needs {needed} results in a row at one post, which take {months} "
                        "months; the rotation lets nobody stay longer than {stay}, so no rotating "
                        "agent can ever meet it.",
                        name=document.policy.eligibility[asked.number].name,
                        needed=rule.in_a_row,
                        months=months,
                        stay=stay,
                    ),
                    asked.place / "in_a_row"
                    if "in_a_row" in rule.model_fields_set
                    else asked.place,
                    expected=message("`new_post: continues` under `runs` of the review"),
                    mend=message("Let a run go on into a new post."),
                    related=(
                        Related(review.place.at("runs", "new_post"), message("Here it restarts.")),
                        Related((rotation.place / "posts").key(), message("The stints.")),
                    ),
                )


RULE = Rule("XPL023", "run-restarts", Severity.WARNING, check, ("D17", "D18"))
