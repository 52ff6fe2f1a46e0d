"""Cases are about a policy that does not exist

`policy` of a test document is the id of the policy that its cases are run against. An id that no
policy has runs nothing: the cases would be reported as not run, each for the same reason. Checked
only where policies are looked at together with their tests, as `cs policy check` does; a policy
that cannot be read is not called missing.

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
    policy: servce
    as_of: 2026-03-01
    cases:
      - name: nothing is wrong with the levels
        expect_not: {finding: LAD003}
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
from cs.kernel.findings import Finding, Severity
from cs.kernel.mends import write_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.policytests.codes import UNKNOWN_POLICY
from cs.policytests.policy import PolicyTest


def check(policies: PolicySet) -> Iterator[Finding]:
    """A finding for each test document whose policy is not there."""
    known = sorted({each.policy.id for each in policies.documents
                    if not isinstance(each.policy, PolicyTest)})  # fmt: skip
    if not known:
        return
    for test in policies.of(PolicyTest):
        wanted = test.policy.policy
        if wanted in known or any(each.id in (None, wanted) for each in policies.unread):
            continue
        near = nearest(wanted, known)
        yield Finding(
            UNKNOWN_POLICY,
            Severity.ERROR,
            message("There is no policy {id}.", id=wanted),
            test.place / "policy",
            expected=message("one of: {words}", words=tuple(known)),
            mend=message("Did you mean {word}?", word=near) if near else None,
            fix=write_word(test.place / "policy", wanted, near, known),
        )


RULE = Rule(UNKNOWN_POLICY, "unknown-policy-under-test", Severity.ERROR, check, fixes="safe")
