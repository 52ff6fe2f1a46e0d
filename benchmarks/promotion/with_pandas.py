"""The same competition as a plain pandas script would do it, in binary floating point."""

import gc
import sys
import time

from measuring import report

start = time.perf_counter()

import pandas as pd  # noqa: E402

INTERVIEW = [f"面试考评{rater}" for rater in range(1, 5)]
COLLEAGUES = [f"同事打分{rater}" for rater in range(1, 6)]


def score(table: pd.DataFrame) -> pd.DataFrame:
    """Points, total, rank and outcome of every candidate."""
    result = table[["工号"]].copy()
    result["capability"] = table["能力表现"] * 0.4
    edges = [float("-inf"), 60, 70, 80, float("inf")]
    bands = pd.cut(table["PM成绩"], edges, right=False, labels=False)
    result["pm"] = bands.map({0: 0, 1: 6, 2: 8, 3: 10})
    for name, columns, weight in (("interview", INTERVIEW, 0.3), ("colleagues", COLLEAGUES, 0.1)):
        enough = table[columns].count(axis=1) >= 3
        result[name] = table[columns].mean(axis=1).where(enough) * weight
    result["manager"] = table["经理评分"] * 0.1
    parts = ["capability", "pm", "interview", "manager", "colleagues"]
    result["total"] = result[parts].sum(axis=1, skipna=False).round(2)
    ranked = result[(table["状态"] == "正式") & result["total"].notna()]
    keys = pd.DataFrame(
        {"total": ranked["total"], "a": ranked["capability"].round(2),
         "b": ranked["interview"].round(2), "id": ranked["工号"]}
    )  # fmt: skip
    keys = keys.sort_values(["total", "a", "b", "id"], ascending=[False, False, False, True])
    changed = (keys[["total", "a", "b"]] != keys[["total", "a", "b"]].shift()).any(axis=1)
    keys["place"] = range(1, len(keys) + 1)
    result["rank"] = keys["place"].where(changed).ffill().astype("int64")
    return result.sort_values(["rank", "工号"], na_position="last")


mode, source = sys.argv[1:3]
data = pd.read_csv(source)
if mode == "file":
    score(data).to_csv(sys.argv[3], index=False, encoding="utf-8-sig")
    report("file to file", time.perf_counter() - start)
else:
    gc.collect()
    start = time.perf_counter()
    score(data)
    report("in memory", time.perf_counter() - start)
