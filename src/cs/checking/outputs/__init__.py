"""Output formats of `cs policy check`: one renderer a module, imported on use; report to text.

Every renderer is pure: the same report in the same language gives the same text, with paths as the
findings have them, and text that any encoding of Unicode can write.
"""

from collections.abc import Callable, Mapping

from cs.checking.listing import ByName
from cs.checking.outputs.destinations import Destination, check_destinations, parse_destination
from cs.checking.report import Report

Renderer = Callable[[Report], str]

OUTPUTS: Mapping[str, Renderer] = ByName(
    {
        "text": "checking.outputs.text:render_text",
        "github": "checking.outputs.github:render_github",
        "gitlab": "checking.outputs.gitlab:render_gitlab",
        "sarif": "checking.outputs.sarif:render_sarif",
        "junit": "checking.outputs.junit:render_junit",
        "json": "checking.outputs.records:render_json",
    }
)

__all__ = [
    "OUTPUTS",
    "Destination",
    "Renderer",
    "check_destinations",
    "parse_destination",
]
