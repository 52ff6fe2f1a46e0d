"""What «in a row» means is not stated

Somebody is on leave for a month, has no result, or changes post. Whether the run of results breaks
there, goes on, or begins anew decides who may be promoted and who is dismissed. State `gap`,
`leave` and `new_post` under `runs` of the review.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
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
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import review_conditions, reviews_read
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each review that runs are counted over, and that leaves open what ends one."""
    conditions = list(review_conditions(policies))
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        lacking = [key for key in ("gap", "leave", "new_post") if getattr(policy.runs, key) is None]
        counted = [
            asked.place
            for asked in conditions
            if asked.rule.in_a_row > 1
            and document.place in [each.place for each in reviews_read(policies, asked.rule.review)]
        ]
        counted += [
            document.place.at("consequences", number)
            for number, each in enumerate(policy.consequences)
            if each.in_a_row > 1
        ]
        counted += [
            document.place.at("rewards", number)
            for number, each in enumerate(policy.rewards)
            if each.in_a_row > 1
        ]
        if not lacking or not counted:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "Results in a row are counted, but the review does not state what ends a run; "
                "lacking: {lacking}.",
                lacking=tuple(lacking),
            ),
            (document.place / "runs").key()
            if "runs" in policy.model_fields_set
            else document.place / "cycle",
            expected=message("`runs` with `gap`, `leave` and `new_post`"),
            mend=message(
                "Add for example `runs: {{gap: breaks, leave: skips, new_post: continues}}`."
            ),
            related=tuple(Related(place, message("It is counted here.")) for place in counted[:3]),
        )


RULE = Rule("XPL021", "run-undefined", Severity.WARNING, check, ("D18",))
