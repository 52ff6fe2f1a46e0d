"""Output formats of `cs policy check`: one renderer a module, listed here; report to text.

Every renderer is pure: the same report in the same language gives the same text, with paths as the
findings have them, and text that any encoding of Unicode can write.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cs.checking.outputs.destinations import Destination, check_destinations, parse_destination
from cs.checking.outputs.github import render_github
from cs.checking.outputs.gitlab import render_gitlab
from cs.checking.outputs.junit import render_junit
from cs.checking.outputs.records import render_json
from cs.checking.outputs.sarif import render_sarif
from cs.checking.outputs.step_summary import github_summary
from cs.checking.outputs.text import render_text
from cs.checking.report import Report

Renderer = Callable[[Report], str]

OUTPUTS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": render_text,
        "github": render_github,
        "gitlab": render_gitlab,
        "sarif": render_sarif,
        "junit": render_junit,
        "json": render_json,
    }
)

__all__ = [
    "OUTPUTS",
    "Destination",
    "Renderer",
    "check_destinations",
    "github_summary",
    "parse_destination",
]
