"""How do results become a page that opens anywhere? Templates of the package, all text escaped.

A page is one file: no script, no font and no picture is fetched from elsewhere.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

SPECIAL_IN_MARKDOWN = "\\`*_{}[]<>#+-!|"


@cache
def _environment(package: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, ""),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escape_markdown
    return environment


def render(package: str, template: str, **values: object) -> bytes:
    """A template of a package, filled in, as UTF-8.

    Args:
        package: dotted name of the package that holds the template file.
        template: `NAME.html.j2`, whose values are escaped, or `NAME.md.j2`, where the filter
            `markdown` escapes.
    """
    return _environment(package).get_template(template).render(**values).encode("utf-8")


def escape_markdown(value: object) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = " ".join(str(value).split())
    return "".join(f"\\{c}" if c in SPECIAL_IN_MARKDOWN and c not in "-+" else c for c in text)
