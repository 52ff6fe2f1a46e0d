"""One item of a list lacks a figure that all the others state

All items of a list but one state a figure under the same key. Either the one has what the key's
default says, which readers do not see, or the line was lost. Edges of bands (`from`, `to`) may be
open, and the lowest grade asks for no `experience`; these are left alone, and so are lists of fewer
than five items.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8, may_extend: 1}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.figures import FEWEST, rows_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message

ASIDE = ("from", "to", "experience")
"""Keys that one end of a list mostly lacks with good reason."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each item that alone lacks a key."""
    for document in policies.documents:
        for route, rows in rows_of(document.policy):
            for key in dict.fromkeys(key for row in rows for key in row):
                lacking = [number for number, row in enumerate(rows) if key not in row]
                if len(lacking) != 1 or len(rows) < FEWEST + 1:
                    continue
                if key in ASIDE or "." in key:
                    continue
                other = next(row[key] for row in rows if key in row)
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{key} is not stated here; all {count} other items state it.",
                        key=key,
                        count=len(rows) - 1,
                    ),
                    document.place.at(*route, lacking[0]),
                    expected=message("{key} in every item, or in none", key=key),
                    mend=message("State it here too, even where it is the default."),
                    related=(
                        Related(
                            document.place.at(*other.route), message("One of the other items.")
                        ),
                    ),
                )


RULE = Rule("DOC074", "left-out-once", Severity.INFO, check)
