"""What `cs policy fmt` says on standard error."""

from collections.abc import Iterable

from rich.text import Text

from cs.checking.outputs.text import render_finding
from cs.kernel.findings import Finding
from cs.locale import _
from cs.terminal import plain


def refusals(findings: Iterable[Finding], names: dict[str, str]) -> Text:
    """Why files are left as they are."""
    return plain("\n".join(render_finding(each, {}, names) for each in findings))


def sum_line(files: int, changed: int, left: int, *, only_shown: bool) -> str:
    """How many files there are, how many are changed, and how many are left as they are."""
    text = (
        _("files {files}, would be formatted {changed}, left as they are {left}")
        if only_shown
        else _("files {files}, formatted {changed}, left as they are {left}")
    )
    return text.format(files=files, changed=changed, left=left)
