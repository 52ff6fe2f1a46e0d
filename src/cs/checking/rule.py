"""What a rule is: a code with a name, a severity and one pure function from policies to findings.

A rule lives alone in a module `<domain>/checks/<its_name>.py`; the module's docstring is the page
that `cs policy rule CODE` prints (`cs.checking.pages` reads it, the tests execute its examples).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong with policies.

    Attributes:
        code: stable, family and number (`PRM001`).
        name: what people call it, words joined by hyphens.
        severity: unless the workspace's `severities` say otherwise.
        check: yields a finding for each place where it is wrong.
        answers: the defects of the source documents that it finds (`D01`).
        settle: closes the gap in a policy for one run (`--assume CODE=VALUE`); None if the value
            is no answer to it.
        settles_with: what the value may be, for example `100` or `from|to`.
        is_needed: no command can compute while it is found, whatever a comment accepts or the
            workspace's `severities` say.
        gives_way: whether a finding is left out where another rule has one at the same place: it
            says that a figure is odd, the other why.
        fixes: whether some of its findings are mended by `--fix`, or by `--fix=unsafe` alone.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[PolicySet], Iterator[Finding]]
    answers: tuple[str, ...] = ()
    settle: Callable[[Policy, str], Policy | None] | None = None
    settles_with: str = ""
    is_needed: bool = False
    fixes: Literal["", "safe", "unsafe"] = ""
    gives_way: bool = False
