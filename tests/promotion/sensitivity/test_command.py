"""`cs promote sensitivity` on a small office, as its users run it."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from tests.promotion.offices import golden, office, promote

ASKED = ("sensitivity", "candidates.csv", "--vacancies", "1", "--draws", "200", "--resamples", "50")
STAFF = """工号,姓名,状态,职级,任级日期,班组
E1,测试甲,正式,star3,2024-03-01,早班
E2,测试乙,正式,三星客服,2024-02-01,早班
E3,测试丙,正式,star3,2024-02-01,晚班
E5,测试戊,正式,star3,2024-01-01,晚班
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_winners_standing_is_shown(tmp_path: Path, lang: str) -> None:
    ending = promote(office(tmp_path, staff=STAFF), *ASKED, "--by", "班组", lang=lang)

    assert ending.code == 0
    assert ending.out == golden(f"sensitivity-{lang}.txt", ending.out)


def test_the_record_keeps_its_schema_and_is_the_same_twice(tmp_path: Path) -> None:
    root = office(tmp_path)
    first, again = (promote(root, *ASKED, "--format", "json").out for _ in range(2))

    name = "schemas/promotion-sensitivity.json"
    schema = json.loads(resources.files("cs").joinpath(name).read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(json.loads(first))
    assert first == again


def test_pictures_and_tables_are_written_to_files(tmp_path: Path) -> None:
    root = office(tmp_path)
    for ending, begins in (
        (".svg", b"<svg"),
        (".html", b"<!DOCTYPE"),
        (".csv", b"\xef\xbb\xbfpart"),
    ):
        assert promote(root, *ASKED, "--out", f"s{ending}").code == 0
        assert (root / f"s{ending}").read_bytes().startswith(begins)


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), *ASKED, "--by", "备住")

    assert (ending.code, "no column 备住" in ending.err) == (2, True)
