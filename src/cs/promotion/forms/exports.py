"""Forms as files: a workbook whose cells take only what the scale allows, and pages to print."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cs.export.html import render
from cs.export.workbook import display_width, sheet_name
from cs.locale import _, current_language
from cs.promotion.forms.problem import Field, Page

PACKAGE = "cs.promotion.forms"
GUIDES = ("填写说明", "Guide")
"""Names of the sheet that explains a workbook; it holds no values."""
_WIDEST = 48


def forms_html(pages: Sequence[Page], title: str) -> bytes:
    """A page each, to print."""
    return render(
        PACKAGE,
        "forms.html.j2",
        lang=current_language(),
        title=title,
        pages=pages,
        words={"date": _("Date")},
    )


def forms_xlsx(pages: Sequence[Page], title: str, created: date) -> bytes:
    """A sheet each; what is filled in begins in the first row, so that it reads back as a table.

    Args:
        created: the as-of date; the workbook says it was made on it.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    stamp = datetime(created.year, created.month, created.day)  # noqa: DTZ001
    book.set_properties({"title": title, "author": "", "created": stamp})
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#f6f8fa", "border": 1,
                                 "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "fill": book.add_format({"border": 1, "bg_color": "#fff8c5"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }  # fmt: skip
    names: set[str] = set()
    for page in pages:
        name = sheet_name(page.key, names)
        names.add(name.casefold())
        sheet = book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_header(f"&C{page.title.replace('&', '&&')[:200]}")
        (_fill_in if page.fields else _read)(sheet, page, looks)
    if any(page.fields for page in pages):
        _guide(book.add_worksheet(sheet_name(_("Guide"), names)), pages, looks)
    book.close()
    return buffer.getvalue()


def _fill_in(sheet: Any, page: Page, looks: dict[str, Any]) -> None:
    """A table from the first row on, the columns to be filled in yellow and checked by Excel."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    fixed = len(page.header) - len(page.fields)
    for column, header in enumerate(page.header):
        sheet.write_string(0, column, header, looks["head"])
        widest = max([display_width(header), *(
            display_width(row[column]) for row in page.rows if column < len(row)
        )])  # fmt: skip
        sheet.set_column(column, column, min(widest + 3, _WIDEST))
    for number, row in enumerate(page.rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, looks["cell"])
        for column in range(fixed, len(page.header)):
            sheet.write_blank(number, column, None, looks["fill"])
    for column, field in enumerate(page.fields, fixed):
        rule = _validation(field)
        if rule and page.rows:
            sheet.data_validation(1, column, len(page.rows), column, rule)


def _validation(field: Field) -> dict[str, object] | None:
    if field.words:
        return {"validate": "list", "source": list(field.words)}
    if not field.number:
        return None
    if field.low is None or field.high is None:
        return {"validate": "decimal", "criteria": "between",
                "minimum": -999_999_999, "maximum": 999_999_999}  # fmt: skip
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": _figure(field.low),
        "maximum": _figure(field.high),
        "error_title": _("Outside the scale"),
        "error_message": _("A number from {low} to {high}.").format(low=field.low, high=field.high),
    }


def _figure(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _read(sheet: Any, page: Page, looks: dict[str, Any]) -> None:
    """A page that is read and signed."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, max(len(page.header) - 1, 2), 26)
    sheet.write_string(0, 0, page.title, looks["title"])
    row = 2
    for label, value in page.facts:
        sheet.write_string(row, 0, label, looks["head"])
        sheet.merge_range(row, 1, row, 2, value, looks["cell"])
        row += 1
    for text in page.text:
        sheet.merge_range(row, 0, row, 2, text, looks["text"])
        sheet.set_row(row, 32)
        row += 1
    if page.header:
        row += 1
        for number, cells in enumerate([page.header, *page.rows]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, looks["cell" if number else "head"])
            row += 1
    for line in page.lines:
        row += 2
        sheet.write_string(row, 0, f"{line}: ________________")
        sheet.write_string(row, 2, f"{_('Date')}: ____________")


def _guide(sheet: Any, pages: Sequence[Page], looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 90)
    texts = dict.fromkeys(text for page in pages for text in page.text)
    rows = [*texts, _("Fill in the yellow cells only; leave headers and ids as they are.")]
    for number, text in enumerate(rows):
        sheet.write_string(number, 0, text, looks["text"])
