"""Writes docs/rules.md: every code with its page, and which defect of the sources each answers.

Run `python tools/rules_page.py`; a test fails when the page is out of date.
"""

from pathlib import Path

from cs.catalogue import FAMILIES
from cs.checking.pages import Entry
from cs.examination import entries

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"

DEFECTS = {
    "D01": "weights that sum to 90%",
    "D02": "five items announced, four named",
    "D03": "bands that meet at 60, 70 and 80",
    "D04": "以下 and 以上 include the number",
    "D05": "scales not stated",
    "D06": "who rates capability not stated",
    "D07": "no rule for ties, missing scores, number of winners",
    "D08": "placeholders such as [X]",
    "D09": "stints of 3/2/2/3/2/3 months around one ring",
    "D10": "groups five and six called grades",
    "D11": "text printed twice",
    "D12": "order of groups not stated",
    "D13": "each manager plans only his group",
    "D14": "a principle explained as another",
    "D15": "one month and two weeks of trial for one post",
    "D16": "one year with and without waiver",
    "D17": "time in post that a rotation restarts",
    "D18": "“excellent” without a score",
    "D19": "a component that is constant for the eligible",
    "D20": "leaders propose, rate and approve",
    "D21": "the manager scores and re-reviews",
    "D22": "final approver and notice differ or are absent",
    "D23": "notice: days, start, objection",
    "D24": "no time limits, windows without days",
    "D25": "“unoffset punishment” undefined",
    "D26": "whether titles need a vacancy",
    "D27": "ladders that do not match",
    "D28": "demotion without measure or appeal",
    "D29": "acting time without limit",
    "D30": "mentor's share undefined",
    "D31": "360 degrees without weights",
    "D32": "criteria that cannot be measured",
    "D33": "education, character, hobby as criteria",
    "D34": "forms not included",
    "D35": "numbers of lists lost",
    "D36": "end of text lost",
    "D37": "damaged characters",
    "D38": "one role under several names",
    "D39": "one person gives half of the score",
    "D40": "acting or external hire without priority",
    "D41": "calendar of the trial not stated",
    "D42": "a second 试用期",
    "D43": "transfer or dismissal in no order",
    "D44": "demotion without a written change",
    "D45": "no smallest panel",
    "D46": "no rounding rule",
}

ELSEWHERE = {
    "D14": "Whether a principle is well explained is the meaning of prose.",
    "D34": "A step names its form; attachments are no part of a document.",
    "D46": "Impossible by construction: scores are exact, totals rounded once to `places`.",
}
"""Defects without a rule, and why."""

UNDECIDABLE = {
    "How long something lasts": (
        "Another length is as possible. Found where it collides with the calendar, a window, a "
        "rotation or the ladder (PRM038 to PRM043, XPL003, XPL009 to XPL011, ROT001 to ROT005).",
        "experience lasts duration stint within notice limit appeal_within answered_within "
        "results_within averaged_over overlap before reviewed_every assessed_every a_year most "
        "kept_for lasts_after reviewed_months may_extend new_for rest_hours minutes grace_minutes "
        "within_seconds handling_seconds experienced_after",
    ),
    "How many or how often": (
        "Another count is as possible. Found where the staff, the stints or the raters cannot give "
        "it (ROT002, ROT009, ROT020, LAD007, PRM020, PRM021).",
        "headcount least min_raters signatures most_mentees new_to_one least_experienced "
        "per_period in_a_row times most_skipped most_a_month per_half_hour longest_run no_return",
    ),
    "How much is demanded or given": (
        "Within what the other figures of the document allow, another demand is as possible. Found "
        "where it leaves its bounds, breaks an order or changes a sum (PRM004 to PRM012, ROT004, "
        "ROT006).",
        "target floor bounds.from bounds.to scale.from scale.to points share leaving_share "
        "experienced_share service_level shrinkage paid indicator_below teaches[].level",
    ),
    "On which day": (
        "Another day of the year is as possible. Found where a round does not fit between the days "
        "(PRM025, PRM038 to PRM041).",
        "effective as_of opens closes takes_effect.month takes_effect.day",
    ),
    "What counts more": (
        "The weights of goals are a choice, and any ratio is one; likewise the decimals of a "
        "total.",
        "fairness growth interest stability places",
    ),
}
"""Numbers that may be changed without a finding: why, and the ends of their routes. A test changes
every other number of the house policies and expects a finding."""

MENDED_BY = {"": "", "safe": "--fix", "unsafe": "--fix=unsafe"}
"""What mends findings of a code, where there is one way to do so."""

ANSWERED_BY_SHAPE = {"D08": ("DOC003",), "D11": ("DOC007",), "D36": ("DOC014",), "D37": ("DOC001",)}
"""Defects that findings about a document's shape answer."""


def generated() -> str:
    """The whole page."""
    found = entries()
    parts = [
        "# What can be found",
        "",
        "<!-- generated by tools/rules_page.py from the pages of the codes; do not edit -->",
        "",
        "Every code that a command can print. `cs policy rule CODE` shows a page in the terminal.",
        "`cs policy check` finds what is wrong with documents and the staff table; codes of other",
        "tables appear when a command reads them. An error stops every command that uses the",
        "document or table; where «settled by» is stated, `--assume CODE=VALUE` closes the gap for",
        "one run. The workspace document may change severities (`severities: {PRM013: error}`),",
        "but for errors after which a document or table could not be used. Where «mended by» names",
        "an option of `cs policy check`, some findings of the code have one mend, which it makes",
        "in the text itself; `--diff` shows it first.",
        "",
        *_index(found),
        *_defects(found),
        *_undecidable(),
    ]
    for family, title in FAMILIES.items():
        parts += [f"## {title}", ""]
        for entry in found:
            if entry.code.startswith(family):
                parts += _page(entry)
    return "\n".join(parts).rstrip("\n") + "\n"


def _index(found: tuple[Entry, ...]) -> list[str]:
    rows = [
        f"| [{entry.code}](#{_anchor(entry)}) | {entry.name} | {entry.severity} | "
        f"{entry.page.title} | {_cell(entry.settles_with)} | {_cell(MENDED_BY[entry.fixes])} |"
        for entry in found
    ]
    header = "| code | name | severity | finds | settled by | mended by |"
    return [header, "|---|---|---|---|---|---|", *rows, ""]


def _defects(found: tuple[Entry, ...]) -> list[str]:
    lines = [
        "## Defects of the source documents",
        "",
        "The policies that this tool started from have 46 defects. Which rule finds each, or why "
        "none does:",
        "",
        "| defect | what it is | found by |",
        "|---|---|---|",
    ]
    for defect, text in DEFECTS.items():
        codes = [entry.code for entry in found if defect in entry.answers]
        codes += ANSWERED_BY_SHAPE.get(defect, ())
        lines.append(f"| {defect} | {text} | {', '.join(codes) or ELSEWHERE[defect]} |")
    return [*lines, ""]


def _undecidable() -> list[str]:
    lines = [
        "## What no rule can decide",
        "",
        "A rule sees that figures contradict each other, the calendar, the staff or the law. A "
        "figure that is wrong and fits is seen by nobody but who knows the source: state it as a "
        "case of `cs policy test`, and `cs policy diff` shows whom a change of it touches.",
        "",
        "| numbers | keys | why |",
        "|---|---|---|",
    ]
    for title, (reason, keys) in UNDECIDABLE.items():
        shown = ", ".join(f"`{key}`" for key in keys.split())
        lines.append(f"| {title} | {shown} | {reason} |")
    return [*lines, ""]


def _page(entry: Entry) -> list[str]:
    page = entry.page
    lines = [f"### {entry.code} {entry.name}", "", f"*{entry.severity}.* **{page.title}**", ""]
    if page.prose:
        lines += [page.prose, ""]
    shown = "yaml" if entry.shows == "policy" else "csv"
    for title, block, language in (
        ("Bad:", page.bad, shown),
        ("Good:", page.good, shown),
        ("Staff:", page.staff, "csv"),
    ):
        if block:
            lines += [title, "", f"```{language}", block.rstrip("\n"), "```", ""]
    return lines


def _anchor(entry: Entry) -> str:
    return f"{entry.code} {entry.name}".lower().replace(" ", "-")


def _cell(text: str) -> str:
    return f"`{text}`".replace("|", "\\|") if text else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(generated(), encoding="utf-8")
