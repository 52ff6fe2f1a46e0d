"""Output formats of `cs policy check`: one renderer a module, listed here; report to text."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cs.checking.outputs.github import render_github
from cs.checking.outputs.records import render_json
from cs.checking.outputs.text import render_text
from cs.checking.report import Report

Renderer = Callable[[Report], str]

OUTPUTS: Mapping[str, Renderer] = MappingProxyType(
    {"text": render_text, "github": render_github, "json": render_json}
)

__all__ = ["OUTPUTS", "Renderer"]
