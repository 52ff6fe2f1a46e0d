"""A test stands in a file of policies, or a policy in a file of tests

Files whose names end in `_test.yaml` hold tests and are passed over by all commands but `cs policy
test` and `cs policy check`. A test in another file is never run; a policy in such a file is never
used, and what it states does not hold. Move the document, or rename the file.

Bad:

    ```yaml
    kind: test
    id: cases
    name: Cases
    policy: service
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
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.policytests.codes import MIXED_UP

ENDINGS = ("_test.yaml", "_test.yml")


def check(policies: PolicySet) -> Iterator[Finding]:
    """A finding for each document in a file that is named otherwise."""
    for document in policies.documents:
        of_tests, is_test = document.file.endswith(ENDINGS), document.policy.kind == "test"
        if is_test and not of_tests and document.file != "-":
            yield Finding(
                MIXED_UP,
                Severity.WARNING,
                message("This test is never run: its file is not named as one of tests."),
                document.place / "kind",
                expected=message("a file whose name ends in _test.yaml"),
            )
        elif of_tests and not is_test:
            yield Finding(
                MIXED_UP,
                Severity.WARNING,
                message("This policy is never used: its file is named as one of tests."),
                document.place / "kind",
                expected=message("a file whose name does not end in _test.yaml"),
            )


RULE = Rule(MIXED_UP, "test-file-mixed-up", Severity.WARNING, check)
