"""Sensitivity as the bytes of a file: one writer a format, chosen by the file's ending.

The picture (SVG, and in the page) shows weight ranges and rank acceptability.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from cs.export.html import render
from cs.export.workbook import display_width
from cs.locale import _, current_language
from cs.promotion.sensitivity.records import (
    Sensitivity,
    csv_header,
    csv_rows,
    is_proposed,
    sensitivity_record,
    shown,
)

PACKAGE = "cs.promotion.sensitivity"
MARGIN, ROW, BAR, AXIS, LATIN = 16, 24, 14, 480, 7.0
"""In pixels: the margin, a row, the bar in it, the axis and a Latin letter's width."""
CANDIDATES_AT_MOST = 30
RANKS_TOLD_APART = 8
"""Ranks with a colour of their own; later ones share the last."""
GREY, GREEN, INK = "#d0d7de", "#2da44e", "#1f2328"
_TINTS = ("#0b4f8a", "#1f78b4", "#4d9ad0", "#7fb8e0", "#a9d0ec", "#cbe2f3", "#e3eef7", "#f0f3f6")


def sensitivity_json(whole: Sensitivity) -> bytes:
    """The record."""
    from cs.export.text import json_bytes

    return json_bytes(sensitivity_record(whole))


def sensitivity_csv(whole: Sensitivity) -> bytes:
    """Weights, ranks, raters and groups, one below the other."""
    from cs.export.text import csv_bytes

    return csv_bytes(csv_header(), csv_rows(whole))


def sensitivity_svg(whole: Sensitivity) -> bytes:
    """Bars of weight ranges; stacked bars of how often each candidate has each rank."""
    field, rules = whole.field, whole.score.problem.components
    shown_count = min(len(field), CANDIDATES_AT_MOST)
    heads = [rules[each.component].name for each in whole.weights]
    heads += [_label(whole, each) for each in range(shown_count)]
    left = MARGIN + 12 + LATIN * max(display_width(head) for head in heads)
    whole_weight = float(sum(field.weights, Fraction(0)))
    texts: list[tuple[object, ...]] = []
    boxes: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = []

    def write(x: float, y: float, text: str, *, big: bool = False, right: bool = False) -> None:
        texts.append((_n(x), _n(y), 14 if big else 12, 600 if big else 400,
                      INK, "end" if right else "start", text))  # fmt: skip

    y = MARGIN + 14.0
    write(MARGIN, y, whole.score.name, big=True)
    y += ROW
    write(MARGIN, y, _("How far a weight can move before others win"))
    y += ROW / 2
    for each in whole.weights:
        write(left - 8, y + BAR - 2, rules[each.component].name, right=True)
        boxes.append((_n(left), _n(y), AXIS, BAR, "#f6f8fa", ""))
        still = each.rounded or not each.movable
        low = float(each.low.at if each.low else each.weight if still else 0)
        high = float(each.high.at) if each.high else float(each.weight) if still else whole_weight
        per = AXIS / whole_weight
        tip = f"{low:.2f}% - {high:.2f}%"
        boxes.append((_n(left + low * per), _n(y), _n(max((high - low) * per, 1)), BAR,
                      GREY if still else GREEN, tip))  # fmt: skip
        x = left + float(each.weight) * per
        lines.append((_n(x), _n(y - 3), _n(x), _n(y + BAR + 3), INK, 2))
        write(left + AXIS + 8, y + BAR - 2, f"{shown(each.weight)}%  [{tip}]")
        y += ROW
    y += ROW
    write(MARGIN, y, _("How often a candidate has which rank, under uncertain weights"))
    y += ROW / 2
    for one in range(shown_count):
        write(left - 8, y + BAR - 2, _label(whole, one), right=True)
        x = left
        for rank in range(1, len(field) + 1):
            share = whole.uncertain.share_of(one, rank)
            if share:
                boxes.append((_n(x), _n(y), _n(share * AXIS), BAR,
                              _TINTS[min(rank, RANKS_TOLD_APART) - 1],
                              f"{rank}: {share:.1%}"))  # fmt: skip
            x += share * AXIS
        text = _("proposed {share}").format(share=f"{float(whole.uncertain.proposed[one]):.0%}")
        write(left + AXIS + 8, y + BAR - 2, text)
        y += ROW
    y += ROW / 2
    x = left
    for rank in range(1, min(len(field), RANKS_TOLD_APART) + 1):
        boxes.append((_n(x), _n(y), 14, BAR, _TINTS[rank - 1], ""))
        more = "+" if rank == RANKS_TOLD_APART < len(field) else ""
        write(x + 18, y + BAR - 2, f"{rank}{more}")
        x += 48
    return render(
        PACKAGE,
        "chart.svg.html.j2",
        width=_n(left + AXIS + 190 + MARGIN),
        height=_n(y + ROW + MARGIN),
        title=whole.score.name,
        texts=texts,
        boxes=boxes,
        lines=lines,
        curves=(),
    )


def sensitivity_html(whole: Sensitivity) -> bytes:
    """A page with the picture and how to read it."""
    return render(
        PACKAGE,
        "page.html.j2",
        lang=current_language(),
        title=whole.score.name,
        chart=sensitivity_svg(whole).decode(),
        notes=(
            _("A bar is where a component's weight may lie, the others rescaled, with the same "
              "people winning; the stroke is the policy's weight. Grey: it cannot be moved, or "
              "rounding alone decides."),
            _("Weights are drawn {count} times around the policy's (SMAA-2, Dirichlet, "
              "concentration {concentration}). Seed {seed}.").format(
                count=whole.drawing.draws,
                concentration=f"{whole.drawing.concentration:g}",
                seed=whole.drawing.seed,
            ),
        ),
    )  # fmt: skip


def _label(whole: Sensitivity, each: int) -> str:
    mark = "✓ " if is_proposed(whole, each) else ""
    return f"{mark}{whole.field.ranks[each]}. {whole.field.id_of(each)}"


def _n(number: float) -> str:
    return f"{number:.1f}"


WRITERS: Mapping[str, Callable[[Sensitivity], bytes]] = MappingProxyType(
    {
        ".json": sensitivity_json,
        ".csv": sensitivity_csv,
        ".html": sensitivity_html,
        ".svg": sensitivity_svg,
    }
)
"""A writer per ending."""
