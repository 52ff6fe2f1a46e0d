"""The generated part of docs/tables.md. Run this file to write it anew."""

from pathlib import Path

from cs.tables.pages import TABLE_ENTRIES
from cs.tables.schema import TABLES, TableSchema

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
MARK = "<!-- from here on generated: python tests/tables/table_docs.py -->"


def columns(table: TableSchema) -> str:
    """A table's columns in Markdown."""
    lines = [
        f"### `{table.name}`: {table.meaning}",
        "",
        "| column | holds | meaning | other headers |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        headers = " ".join(f"`{alias}`" for alias in column.aliases)
        if column.fallbacks:
            last = " ".join(f"`{alias}`" for alias in column.fallbacks)
            headers += f"; if none of these is there: {last}"
        lines.append(f"| {name} | {column.type} | {column.meaning} | {headers} |")
    return "\n".join(lines)


def generated() -> str:
    """Everything below the mark."""
    codes = "\n".join(
        f"| {entry.code} | {entry.severity} | {entry.page.title} |" for entry in TABLE_ENTRIES
    )
    tables = "\n\n".join(columns(table) for table in TABLES)
    return (
        f"\n\n## Columns\n\nColumns in bold must be there.\n\n{tables}\n\n"
        f"## Findings\n\n| code | severity | meaning |\n|---|---|---|\n{codes}\n"
    )


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    PAGE.write_text(written + MARK + generated(), encoding="utf-8")
