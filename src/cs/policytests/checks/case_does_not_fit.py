"""A case says what cannot be asked of its policy

An expectation is read as one thing: what becomes of a candidate, when a round or a step is, who is
at which post in a month, how many are there, which rule a plan breaks, which finding there is. Keys
that belong to different things, tables that the policy's kind does not look at, columns that these
tables do not have, and a case without people or without any expectation would test nothing; such a
case is not run.

Bad:

    ```yaml
    kind: ladder
    id: service
    name: Service ladder
    tracks: [{id: agent, name: Agents, promotes: title}]
    grades: [{id: a1, name: One star, track: agent, level: 1}]
    ---
    kind: test
    id: cases
    name: Cases
    policy: service
    as_of: 2026-03-01
    cases:
      - name: a ladder ranks nobody
        staff: [{id: A1, grade: a1}]
        expect: {agent: A1, rank: 1}
    ```

Good:

    ```yaml
    kind: ladder
    id: service
    name: Service ladder
    tracks: [{id: agent, name: Agents, promotes: title}]
    grades: [{id: a1, name: One star, track: agent, level: 1}]
    ---
    kind: test
    id: cases
    name: Cases
    policy: service
    as_of: 2026-03-01
    cases:
      - name: nothing is wrong with the levels
        expect_not: {finding: LAD003}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.policytests.codes import MISFIT
from cs.policytests.fitting import misfit_defaults, misfits
from cs.policytests.policy import PolicyTest


def check(policies: PolicySet) -> Iterator[Finding]:
    """A finding for each thing that a case says in vain."""
    for test in policies.of(PolicyTest):
        asked: dict[str, Policy] = {}
        for number, case in enumerate(test.policy.cases):
            day = case.as_of or test.policy.as_of
            policy = next(
                (
                    each.policy
                    for each in policies.documents
                    if each.policy.id == test.policy.policy
                    and each.policy.in_force(day)
                    and not isinstance(each.policy, PolicyTest)
                ),
                None,
            )
            if policy is not None:
                asked.setdefault(policy.id, policy)
                yield from misfits(test, number, policy)
        for policy in asked.values():
            yield from misfit_defaults(test, policy)


RULE = Rule(MISFIT, "case-does-not-fit", Severity.ERROR, check)
