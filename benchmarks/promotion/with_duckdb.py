"""The same competition as a plain DuckDB query would do it, in binary floating point."""

import sys
import time

from measuring import report

start = time.perf_counter()

import duckdb  # noqa: E402


def mean(columns: list[str]) -> str:
    """SQL for the mean of at least three values."""
    values = ", ".join(f'"{column}"' for column in columns)
    return f"CASE WHEN list_count([{values}]) >= 3 THEN list_avg([{values}]) END"


INTERVIEW = mean([f"面试考评{rater}" for rater in range(1, 5)])
COLLEAGUES = mean([f"同事打分{rater}" for rater in range(1, 6)])
QUERY = f"""
WITH points AS (
  SELECT "工号" AS id, "状态" AS status, "能力表现" * 0.4 AS capability,
    CASE WHEN "PM成绩" >= 80 THEN 10 WHEN "PM成绩" >= 70 THEN 8 WHEN "PM成绩" >= 60 THEN 6
         WHEN "PM成绩" < 60 THEN 0 END AS pm,
    {INTERVIEW} * 0.3 AS interview, "经理评分" * 0.1 AS manager, {COLLEAGUES} * 0.1 AS colleagues
  FROM candidates),
totals AS (
  SELECT *, round(capability + pm + interview + manager + colleagues, 2) AS total FROM points)
SELECT id, capability, pm, interview, manager, colleagues, total,
  CASE WHEN status = '正式' AND total IS NOT NULL THEN rank() OVER (
    PARTITION BY status = '正式' AND total IS NOT NULL
    ORDER BY total DESC, round(capability, 2) DESC, round(interview, 2) DESC) END AS rank
FROM totals ORDER BY rank NULLS LAST, id
"""

mode, source = sys.argv[1:3]
rated = ["能力表现", "PM成绩", "经理评分"]
rated += [f"面试考评{n}" for n in range(1, 5)] + [f"同事打分{n}" for n in range(1, 6)]
types = ", ".join(f"'{column}': 'DOUBLE'" for column in rated)
read = f"SELECT * FROM read_csv(?, types = {{{types}}})"
database = duckdb.connect()
if mode == "file":
    database.execute(f"CREATE VIEW candidates AS {read.replace('?', repr(source))}")
    database.execute(f"COPY ({QUERY}) TO '{sys.argv[3]}' (HEADER)")
    report("file to file", time.perf_counter() - start)
else:
    database.execute(f"CREATE TABLE candidates AS {read}", [source])
    start = time.perf_counter()
    database.execute(f"CREATE TABLE result AS {QUERY}")
    report("in memory", time.perf_counter() - start)
